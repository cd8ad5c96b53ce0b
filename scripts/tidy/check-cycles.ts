import { posix } from 'node:path'
import type { Finding, SourceFile } from './source-files.ts'

function resolve(from: string, specifier: string, known: ReadonlySet<string>): string | undefined {
  const door = /^@flowstate\/([^/]+)$/.exec(specifier)?.[1]
  const base = door ? `packages/${door}/src/index.ts` : posix.join(posix.dirname(from), specifier)
  if (!door && !specifier.startsWith('.')) return undefined
  return [base, `${base}.ts`, `${base}.tsx`].find((path) => known.has(path))
}

/** The files of the repository each file imports; type imports count like any other. */
export function importGraph(files: readonly SourceFile[]): ReadonlyMap<string, readonly string[]> {
  const known = new Set(files.map(({ path }) => path))
  return new Map(
    files.map(({ path, imports }) => [
      path,
      imports
        .flatMap(({ specifier }) => resolve(path, specifier, known) ?? [])
        .filter((target) => target !== path),
    ]),
  )
}

/**
 * Import cycles: the strongly connected components of more than one file (Tarjan, 1972), each reported once, at its
 * first file.
 */
export function checkCycles(files: readonly SourceFile[]): Finding[] {
  const graph = importGraph(files)
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const findings: Finding[] = []

  function visit(path: string): number {
    const index = order.size
    order.set(path, index)
    lowest.set(path, index)
    stack.push(path)
    for (const target of graph.get(path) ?? []) {
      const reached = order.has(target)
        ? stack.includes(target)
          ? (order.get(target) ?? index)
          : index
        : visit(target)
      lowest.set(path, Math.min(lowest.get(path) ?? index, reached))
    }
    const low = lowest.get(path) ?? index
    if (low === index) {
      const [first = path, ...others] = stack.splice(stack.indexOf(path)).sort()
      if (others.length > 0) findings.push({ path: first, message: `import cycle with ${others.join(', ')}` })
    }
    return low
  }

  for (const path of graph.keys()) if (!order.has(path)) visit(path)
  return findings
}
