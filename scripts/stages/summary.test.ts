import { expect, test } from 'vitest'
import { summarise, totalOf } from './summary.ts'
import { countsOf, type RunFile } from './vitest-counts.ts'
import { countsOfRun } from './vitest-stages.ts'

const result = (name: string, passed: number, failed: number, skipped = 0) => ({
  name,
  counts: { passed, failed, skipped },
  durationMs: 1_500,
})

test('the last line is the total, alone', () => {
  const lines = summarise([result('types', 1, 0), result('unit', 40, 2)]).split('\n')
  expect(lines.at(-1)).toBe('41 passed, 2 failed')
  expect(lines).toContain('unit            1.5 s   40 passed, 2 failed')
})

test('skips are mentioned only when there are any', () => {
  expect(
    summarise([result('browser', 0, 0, 1)])
      .split('\n')
      .at(-1),
  ).toBe('0 passed, 0 failed, 1 skipped')
  expect(totalOf([result('a', 1, 2, 3), result('b', 10, 20, 30)])).toEqual({
    passed: 11,
    failed: 22,
    skipped: 33,
  })
})

const passed = (fullName: string) => ({ fullName, result: () => ({ state: 'passed' }) })
const failed = (fullName: string, message: string, stack?: string) => ({
  fullName,
  result: () => ({ state: 'failed', errors: [{ message, stack }] }),
})

const file = (part: {
  readonly state?: string
  readonly errors?: readonly { readonly message: string }[]
  readonly tests?: Iterable<ReturnType<typeof passed> | ReturnType<typeof failed>>
  readonly hookOf?: string
}): RunFile => ({
  relativeModuleId: 'a.test.ts',
  state: () => part.state ?? 'failed',
  errors: () => part.errors ?? [],
  children: {
    allSuites: () =>
      part.hookOf === undefined ? [] : [{ fullName: part.hookOf, errors: () => [{ message: 'not empty' }] }],
    allTests: () => part.tests ?? [],
  },
})

test('what failed is counted, and told once more above the counts', () => {
  const frames = Array.from({ length: 40 }, (_, i) => `    at line ${i}`).join('\n')
  const tests = [
    passed('boards are drawn'),
    failed('boards are kept', 'too late', `Error: too late\n${frames}`),
  ]
  const counts = countsOf([file({ tests }), file({ state: 'passed', tests: [passed('more')] })], [])
  expect(counts).toMatchObject({ passed: 2, failed: 1, skipped: 0 })
  const told = summarise([{ name: 'unit', counts, durationMs: 1 }])
  expect(told).toContain('FAILED in unit: a.test.ts: boards are kept\n  too late\n      at line 0')
  expect(told).not.toContain('at line 20')
  expect(told).not.toContain('boards are drawn')
})

test('what went wrong outside a test is one failure each, and told: a file, a hook, a process that ended, an uncaught error', () => {
  const tests = [passed('boards are drawn')]
  expect(countsOf([file({ errors: [{ message: 'no such module' }] })], []).failures).toEqual([
    'a.test.ts: the file\n  no such module',
  ])
  expect(countsOf([file({ tests, hookOf: 'boards' })], [])).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
    failures: ['a.test.ts: boards\n  not empty'],
  })
  expect(countsOf([file({ tests, state: 'pending' })], []).failures).toEqual(['a.test.ts: did not finish'])
  const uncaught = { message: 'worker ended', cause: { message: 'SIGKILL' }, VITEST_TEST_PATH: 'a.test.ts' }
  expect(countsOf([file({ tests, state: 'passed' })], [uncaught])).toMatchObject({
    passed: 1,
    failed: 1,
    failures: ['an error that nothing caught\n  worker ended\n  because: SIGKILL\n  while running a.test.ts'],
  })
})

test('a run that left no counts or ended badly is a failure', () => {
  const counts = countsOf([file({ tests: [passed('more')], state: 'passed' })], [])
  expect(countsOfRun(counts, true)).toEqual(counts)
  expect(countsOfRun(counts, false)).toMatchObject({ passed: 1, failed: 1 })
  expect(countsOfRun(undefined, true)).toMatchObject({ passed: 0, failed: 1 })
})
