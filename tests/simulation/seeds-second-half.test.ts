import { expect, it } from 'vitest'
import { runSimulator } from './run-simulator.ts'

it('CM1 CM3 CM7 OP9 CL1 SY8 seeds 1,001 to 2,000: whatever fails, all replicas come to the one log', async () => {
  const { code, output } = await runSimulator(['--from', '1001', '--seeds', '1000'])
  expect(
    output,
    'repeat with: npm run -s node24 -- --conditions=flowstate-source tests/simulation/main.ts --seed N',
  ).toMatch(/^1000 seeds, \d+ rows, 0 failed\n$/)
  expect(code).toBe(0)
})
