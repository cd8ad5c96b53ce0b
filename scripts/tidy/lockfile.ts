import type { Finding } from './source-files.ts'

type Entry = {
  readonly resolved?: string
  readonly link?: boolean
  readonly integrity?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}
type Lockfile = { readonly packages: Readonly<Record<string, Entry>> }

export function isLockfile(value: unknown): value is Lockfile {
  return (
    typeof value === 'object' && value !== null && 'packages' in value && typeof value.packages === 'object'
  )
}

/** Where Node would find `name` required from `path`: the nearest node_modules, going up. */
function findInstalled(packages: Lockfile['packages'], path: string, name: string): boolean {
  const candidate = `${path === '' ? '' : `${path}/`}node_modules/${name}`
  if (packages[candidate]) return true
  if (path === '') return false
  const cut = path.lastIndexOf('/node_modules/')
  return findInstalled(packages, cut < 0 ? '' : path.slice(0, cut), name)
}

/**
 * What makes `npm ci` fail on another machine or with another registry: optional dependencies (platform binaries) the
 * lockfile names but does not hold, dependencies from git or a URL, and addresses of a registry.
 */
export function checkLockfile({ packages }: Lockfile): Finding[] {
  const finding = (message: string): Finding => ({ path: 'package-lock.json', message })
  return Object.entries(packages).flatMap(([path, entry]) => {
    const missing = Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !findInstalled(packages, path, name))
      .map((name) => finding(`${path} names the optional ${name}, which is not in the lockfile`))
    const { resolved, link } = entry
    if (resolved === undefined || link) return missing
    const isGit = /^git|^github:/.test(resolved)
    return [...missing, finding(`${path} comes from ${isGit ? 'git' : 'an address'}: ${resolved}`)]
  })
}
