import { parseArgs } from 'node:util'
import { plantBug } from './plant-bug.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    bug: { type: 'string' },
    'stop-at-first': { type: 'boolean', default: false },
  },
})

const assertPlanted = values.bug === undefined ? () => undefined : plantBug(values.bug)
// Imported late: a planted bug changes modules as they are loaded.
const { runSeed } = await import('./run-seed.ts')
assertPlanted()

const from = Number(values.seed ?? values.from)
const count = values.seed === undefined ? Number(values.seeds) : 1
let failed = 0
let rows = 0
for (let seed = from; seed < from + count; seed++) {
  const result = await runSeed(seed)
  rows += result.rows
  if (result.failures.length === 0) continue
  failed += 1
  console.log(`seed ${seed}`)
  for (const failure of result.failures.slice(0, 10)) console.log(`  ${failure}`)
  if (values['stop-at-first']) break
}
console.log(`${count} seeds, ${rows} rows, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
