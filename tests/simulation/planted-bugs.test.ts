import { expect, it } from 'vitest'
import { likelySeeds, plantedBugs } from './planted-bugs.ts'
import { runSimulator } from './run-simulator.ts'

it.each(Object.keys(plantedBugs))('the simulator notices within 1,000 seeds: %s', async (bug) => {
  const from = String(likelySeeds[bug] ?? 1)
  const { code, output } = await runSimulator([
    '--bug',
    bug,
    '--from',
    from,
    '--seeds',
    '1000',
    '--stop-at-first',
  ])
  expect(output).toMatch(/^seed \d+$/m)
  expect(code).toBe(1)
})

it('a planted bug that fits no source text fails instead of passing for unnoticed', async () => {
  const { output } = await runSimulator(['--bug', 'no such bug'])
  expect(output).toContain('no planted bug is called "no such bug"')
})
