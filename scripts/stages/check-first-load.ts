/** Holds the budget of the canvas page: the JavaScript it loads before one can draw, compressed. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { chunksLoadedFirst, readBuildManifest } from './first-load.ts'

const budgetBytes = 250_000

const dist = new URL('../../packages/web/dist/', import.meta.url)
const manifest = readBuildManifest(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
const sizes = chunksLoadedFirst(manifest)
  .map((file) => ({ file, bytes: gzipSync(readFileSync(fileURLToPath(new URL(file, dist)))).length }))
  .sort((a, b) => b.bytes - a.bytes)
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
const isOver = total > budgetBytes
if (isOver) for (const { file, bytes } of sizes) console.error(`${String(bytes).padStart(8)}  ${file}`)
console.log(
  `The canvas page first loads ${(total / 1_000).toFixed(1)} kB of JavaScript in ${sizes.length} files, compressed; at most ${budgetBytes / 1_000} kB`,
)
process.exitCode = isOver ? 1 : 0
