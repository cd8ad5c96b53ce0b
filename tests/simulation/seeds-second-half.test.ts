import { it } from 'vitest'
import { expectSeedsToHold } from './seed-range.ts'

it('CM1 CM3 CM7 CL1 SY8 seeds 1001 to 2000: whatever fails, all replicas come to the one log', async () => {
  await expectSeedsToHold(1_001, 2_000)
})
