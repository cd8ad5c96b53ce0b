import { it } from 'vitest'
import { expectSeedsToHold } from './seed-range.ts'

it('CM1 CM3 CM7 CL1 SY8 seeds 1 to 1000: whatever fails, all replicas come to the one log', async () => {
  await expectSeedsToHold(1, 1_000)
})
