import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readJson, root } from './checkout.mjs'
import { runNpm } from './run-child.mjs'

/**
 * Whether node_modules holds what the lockfile asks for. npm writes its own record there when it has finished, so an
 * interrupted installation counts as none, and one made by hand counts.
 * @param {string} directory
 */
export function isInstalled(directory) {
  const record = join(directory, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const wanted = Object.entries(readJson(join(directory, 'package-lock.json')).packages)
  const present = readJson(record).packages
  return wanted.every(([path, entry]) => {
    if (!path.includes('node_modules/')) return true
    // npm's record covers the root's own node_modules; what a workspace has of its own is looked for on disk.
    if (!path.startsWith('node_modules/')) return entry.optional === true || existsSync(join(directory, path))
    const found = present[path]
    if (!found) return entry.optional === true || entry.devOptional === true
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

/** Installs the packages of the lockfile unless that was done before. Throws when npm fails. */
export async function installOnce() {
  if (isInstalled(root)) return
  console.error('Installing packages, once ...')
  const code = await runNpm(['ci', '--include=dev', '--include=optional', '--loglevel=warn'])
  if (code !== 0) throw new Error(`npm ci failed (exit code ${code})`)
}
