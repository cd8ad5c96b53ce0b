import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** Files that get smaller; pictures and fonts are packed already. */
const packable = /\.(js|css|html|svg|webmanifest)$/
const smallestBytes = 1_024

function filesUnder(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name)
    return entry.isDirectory() ? filesUnder(path) : [path]
  })
}

/**
 * Puts a `.br` and a `.gz` beside every file of the build that is worth it, packed as small as it goes: the server hands
 * them out as they are. Brotli is what browsers take over https and on localhost, gzip everywhere.
 */
export function packedCopies(): Plugin {
  let directory = ''
  return {
    name: 'packed-copies',
    apply: 'build',
    configResolved({ root, build }) {
      directory = join(root, build.outDir)
    },
    closeBundle() {
      for (const path of filesUnder(directory)) {
        if (!packable.test(path)) continue
        const plain = readFileSync(path)
        if (plain.length < smallestBytes) continue
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length }
        writeFileSync(`${path}.br`, brotliCompressSync(plain, { params }))
        writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }))
      }
    },
  }
}
