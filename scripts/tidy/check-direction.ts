import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import { type Finding, isTestCode, type SourceFile } from './source-files.ts'

type Layer = {
  /** Packages of this repository it may import, through their door only. */
  readonly packages: readonly string[]
  /** Packages from npm it may import: a list, or what its package.json says. */
  readonly npm: readonly string[] | 'declared'
  readonly node: boolean
}

/** engine <- protocol <- server, client <- web. Server and client meet in tests and benchmarks only. */
const layers: Readonly<Record<string, Layer>> = {
  engine: { packages: [], npm: ['fractional-indexing'], node: false },
  protocol: { packages: ['engine'], npm: ['typebox'], node: false },
  client: { packages: ['engine', 'protocol'], npm: ['@noble/hashes', 'idb'], node: false },
  server: { packages: ['engine', 'protocol'], npm: 'declared', node: true },
  web: { packages: ['engine', 'protocol', 'client'], npm: 'declared', node: false },
}

const testTools = ['vitest', 'fast-check', 'fake-indexeddb']
const builtin = new Set(builtinModules)

function packageOf(path: string): string | undefined {
  return /^packages\/([^/]+)\/src\//.exec(path)?.[1]
}

function npmName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/**
 * `@flowstate/<package>` is a package's door. A second one, `@flowstate/<package>/testing`, gives tests its generators and
 * stand-ins; nothing that ships may go through it.
 */
function whyNotADoor(specifier: string, fromTestCode: boolean): string | undefined {
  const [, , ...rest] = specifier.split('/')
  if (rest.length === 0 || (fromTestCode && rest.join('/') === 'testing')) return undefined
  return 'a package is imported through its door only'
}

function whyForbiddenOutside(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier)
    return packageOf(target) ? 'reaches into a package: import its door, @flowstate/...' : undefined
  }
  return specifier.startsWith('@flowstate/') ? whyNotADoor(specifier, true) : undefined
}

function whyForbiddenIn(name: string, layer: Layer, path: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier)
    return target.startsWith(`packages/${name}/`) ? undefined : `leaves the package ${name}`
  }
  if (specifier.startsWith('@flowstate/')) {
    const [, wanted = ''] = specifier.split('/')
    if (!layer.packages.includes(wanted)) return `${name} must not know ${wanted}`
    return whyNotADoor(specifier, isTestCode(path))
  }
  if (specifier.startsWith('node:') || builtin.has(specifier)) {
    return layer.node ? undefined : `${name} runs in browsers too: no Node`
  }
  const wanted = npmName(specifier)
  if (layer.npm === 'declared' || layer.npm.includes(wanted)) return undefined
  return isTestCode(path) && testTools.includes(wanted) ? undefined : `${name} must not import ${wanted}`
}

/** Imports against the direction of the packages, type imports included. */
export function checkDirection(files: readonly SourceFile[]): Finding[] {
  return files.flatMap(({ path, imports }) =>
    imports.flatMap(({ specifier, line }) => {
      const name = packageOf(path)
      const layer = name === undefined ? undefined : layers[name]
      if (name !== undefined && !layer) return [{ path, line, message: `packages/${name} has no layer` }]
      const why =
        name !== undefined && layer
          ? whyForbiddenIn(name, layer, path, specifier)
          : whyForbiddenOutside(path, specifier)
      return why === undefined ? [] : [{ path, line, message: `import of ${specifier}: ${why}` }]
    }),
  )
}
