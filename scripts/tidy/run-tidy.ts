/** Holds the house style (docs/architecture.md): direction, cycles, sizes, names, ways around the type checker. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { checkCycles, importGraph } from './check-cycles.ts'
import { checkDirection } from './check-direction.ts'
import { checkEscapes } from './check-escapes.ts'
import { checkNames } from './check-names.ts'
import { checkPurity } from './check-purity.ts'
import { checkSizes } from './check-sizes.ts'
import { formatFinding, readSources } from './source-files.ts'

function readAllowed(): Readonly<Record<string, number>> {
  const value: unknown = JSON.parse(readFileSync(new URL('./oversized-files.json', import.meta.url), 'utf8'))
  if (typeof value !== 'object' || value === null) throw new Error('oversized-files.json is no object')
  return Object.fromEntries(Object.entries(value).map(([path, lines]) => [path, Number(lines)]))
}

const files = readSources(fileURLToPath(new URL('../..', import.meta.url)))
const edgeCount = [...importGraph(files).values()].flat().length
// A scanner that finds nothing would report that all is well.
if (files.length === 0 || edgeCount === 0)
  throw new Error('no modules or no imports found: the scanner is broken')

const findings = [
  ...checkDirection(files),
  ...checkCycles(files),
  ...checkPurity(files),
  ...checkSizes(files, readAllowed()),
  ...checkEscapes(files),
  ...checkNames(files),
]
for (const finding of findings) console.error(formatFinding(finding))
console.log(`${files.length} files, ${edgeCount} imports between them, ${findings.length} findings`)
process.exitCode = findings.length > 0 ? 1 : 0
