import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { plantedBugs } from './planted-bugs.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

/** Runs the simulator in a process of its own, whose modules carry the bug. */
function runWith(bug: string): Promise<{ readonly code: number; readonly output: string }> {
  const options = ['--conditions=flowstate-source', main, '--bug', bug, '--seeds', '1000', '--stop-at-first']
  return new Promise((resolve) => {
    execFile(process.execPath, options, { timeout: 200_000 }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr })
    })
  })
}

it.each(Object.keys(plantedBugs))('the simulator notices within 1,000 seeds: %s', async (bug) => {
  const { code, output } = await runWith(bug)
  expect(output).toMatch(/^seed \d+$/m)
  expect(code).toBe(1)
})

it('a planted bug that fits no source text fails instead of passing for unnoticed', async () => {
  const { output } = await runWith('no such bug')
  expect(output).toContain('no planted bug is called "no such bug"')
})
