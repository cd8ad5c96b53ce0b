import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * The first of `candidates` that can be executed: an absolute path as it stands, a bare name searched for in PATH.
 * An error that names the candidates when there is none.
 */
export function findProgram(candidates: readonly string[]): string {
  const directories = (process.env.PATH ?? '').split(delimiter)
  for (const candidate of candidates) {
    const paths = candidate.includes('/')
      ? [candidate]
      : directories.map((directory) => join(directory, candidate))
    const found = paths.find(isExecutable)
    if (found !== undefined) return found
  }
  throw new Error(`none of these programs is installed: ${candidates.join(', ')}`)
}
