import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { root } from './checkout.mjs'
import { runNpm } from './run-child.mjs'

const inputs = ['packages/engine', 'packages/protocol', 'packages/client', 'packages/web']
const outputs = new Set(['node_modules', 'dist', '.types'])
const stamp = join(root, 'node_modules', '.flowstate-web-build')
const page = join(root, 'packages', 'web', 'dist', 'index.html')

/**
 * @param {string} directory
 * @returns {string[]}
 */
function filesUnder(directory) {
  const entries = readdirSync(directory, { withFileTypes: true }).filter((entry) => !outputs.has(entry.name))
  return entries.flatMap((entry) => {
    const path = join(directory, entry.name)
    return entry.isDirectory() ? filesUnder(path) : [path]
  })
}

/** SHA-256 over the names and contents of everything the app is built from. */
function hashInputs() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  const files = inputs.flatMap((directory) => filesUnder(join(root, directory)))
  for (const file of files.filter((path) => !/\.test\.tsx?$/.test(path)).sort()) {
    const content = readFileSync(file)
    hash.update(`\0${file.slice(root.length).split(sep).join('/')}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** Builds packages/web/dist unless it was built from the very same sources. Throws when the build fails. */
export async function buildWebOnce() {
  const hash = hashInputs()
  if (existsSync(page) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  console.error('Building the app, once ...')
  // a test run says NODE_ENV=test, which would build the app with the development parts of its libraries
  const env = { NODE_ENV: 'production' }
  const code = await runNpm(['run', 'build', '-w', '@flowstate/web', '--silent'], env)
  if (code !== 0 || !existsSync(page)) throw new Error(`building the app failed (exit code ${code})`)
  writeFileSync(stamp, hash)
}
