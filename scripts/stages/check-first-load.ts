/**
 * Holds the budget of the canvas page: the JavaScript it loads before one can draw, as a browser is sent it. Brotli is for https and
 * localhost, gzip for plain http from elsewhere: each has to fit.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { chunksLoadedFirst, readBuildManifest } from './first-load.ts'

const budgetBytes = 250_000

const dist = new URL('../../packages/web/dist/', import.meta.url)
const manifest = readBuildManifest(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
const sizes = chunksLoadedFirst(manifest)
  .map((file) => {
    const plain = readFileSync(fileURLToPath(new URL(file, dist)))
    return { file, bytes: brotliCompressSync(plain).length, gzipBytes: gzipSync(plain, { level: 9 }).length }
  })
  .sort((a, b) => b.bytes - a.bytes)
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
const gzipTotal = sizes.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0)
const kB = (bytes: number) => (bytes / 1_000).toFixed(1)
const isOver = total > budgetBytes || gzipTotal > budgetBytes
if (isOver)
  for (const { file, gzipBytes } of sizes) console.error(`${String(gzipBytes).padStart(8)}  ${file}`)
const files = sizes.length === 1 ? '1 file' : `${sizes.length} files`
console.log(
  `The canvas page first loads ${kB(gzipTotal)} kB of JavaScript in ${files} with gzip, ${kB(total)} kB with Brotli; at most ${kB(budgetBytes)} kB`,
)
process.exitCode = isOver ? 1 : 0
