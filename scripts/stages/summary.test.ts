import { expect, test } from 'vitest'
import { summarise, totalOf } from './summary.ts'
import { countTests } from './vitest-stages.ts'

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

const report = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] }

test('a run is counted as vitest reports it', () => {
  expect(countTests(report, true)).toMatchObject({ passed: 5, failed: 0, skipped: 2 })
  expect(countTests({ ...report, numFailedTests: 2 }, false)).toMatchObject({
    passed: 5,
    failed: 2,
    skipped: 2,
  })
})

test('what failed is told once more above the counts', () => {
  const message = ['Error: too late', ...Array.from({ length: 40 }, (_, i) => `at line ${i}`)].join('\n')
  const counts = countTests(
    {
      ...report,
      numFailedTests: 1,
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          message: '',
          assertionResults: [
            { fullName: 'boards are kept', status: 'failed', failureMessages: [message] },
            { fullName: 'boards are drawn', status: 'passed', failureMessages: [] },
          ],
        },
      ],
    },
    false,
  )
  const told = summarise([{ name: 'unit', counts, durationMs: 1 }])
  expect(told).toContain('FAILED in unit: a.test.ts: boards are kept\n  Error: too late\n  at line 0')
  expect(told).not.toContain('at line 20')
  expect(told).not.toContain('boards are drawn')
})

test('a file that could not be loaded, an unhandled error and a missing report are failures', () => {
  const broken = {
    ...report,
    testResults: [{ name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] }],
  }
  expect(countTests(broken, false)).toMatchObject({
    failed: 1,
    failures: ['b.test.ts: the file\n  no such module'],
  })
  expect(countTests(report, false).failed).toBe(1)
  expect(countTests(undefined, true).failed).toBe(1)
})
