import { parseArgs } from 'node:util'
import { plantBug } from './plant-bug.ts'
import { startWatchdog } from './watchdog.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    bug: { type: 'string' },
    'stop-at-first': { type: 'boolean', default: false },
    'timeout-seconds': { type: 'string', default: '86400' },
  },
})

startWatchdog(Number(values['timeout-seconds']) * 1_000)
const assertPlanted = values.bug === undefined ? () => undefined : plantBug(values.bug)
// Imported late: a planted bug changes modules as they are loaded.
const { runSeed } = await import('./run-seed.ts')
assertPlanted()

const from = Number(values.seed ?? values.from)
const count = values.seed === undefined ? Number(values.seeds) : 1
let failed = 0
let rows = 0
let seed = from

function report(failures: readonly string[]): void {
  failed += 1
  console.log(`seed ${seed}`)
  for (const failure of failures.slice(0, 10)) console.log(`  ${failure}`)
}

/** What nobody caught is a failure of the seed it happened in; what state the rest is in then, nobody knows. */
process.on('unhandledRejection', (error) => {
  report([`unhandled: ${error instanceof Error ? error.stack : error}`])
  process.exit(1)
})

for (; seed < from + count; seed++) {
  const result = await runSeed(seed).catch((error: unknown) => ({ rows: 0, failures: [String(error)] }))
  rows += result.rows
  if (result.failures.length === 0) continue
  report(result.failures)
  if (values['stop-at-first']) break
}
console.log(`${count} seeds, ${rows} rows, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
