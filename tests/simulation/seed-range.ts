import { expect } from 'vitest'
import { runSeed } from './run-seed.ts'

/** Runs seeds one after the other; the first that fails is reported with the command that repeats it. */
export async function expectSeedsToHold(from: number, to: number): Promise<void> {
  for (let seed = from; seed <= to; seed++) {
    const { failures } = await runSeed(seed)
    expect(
      failures,
      `repeat with: npm run -s node24 -- --conditions=flowstate-source tests/simulation/main.ts --seed ${seed}`,
    ).toEqual([])
  }
}
