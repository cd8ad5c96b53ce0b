import { writeFileSync } from 'node:fs'
import type { Reporter } from 'vitest/node'
import type { StageCounts } from './stage.ts'

/** Set for the run: the file its counts are written to. */
export const countsPathVariable = 'FLOWSTATE_COUNTS'

type Failure = {
  readonly message: string
  readonly stack?: string | undefined
  readonly cause?: { readonly message: string } | undefined
  /** The file that was running when nothing caught it, as vitest names it. */
  readonly VITEST_TEST_PATH?: string | undefined
}
type Suite = { readonly fullName: string; errors(): readonly Failure[] }
type Test = {
  readonly fullName: string
  result(): { readonly state: string; readonly errors?: readonly Failure[] | undefined }
}

/** What is read of a test file that has been run; vitest's `TestModule` is one. */
export type RunFile = {
  readonly relativeModuleId: string
  state(): string
  errors(): readonly Failure[]
  readonly children: { allSuites(): Iterable<Suite>; allTests(): Iterable<Test> }
}

const linesTold = 12

/** What failed and the first lines of each error: enough to know what happened when the rest of the output is gone. */
function told(what: string, failures: readonly Failure[]): string {
  const lines = failures.flatMap(({ message, stack, cause, VITEST_TEST_PATH: file }) => [
    message,
    ...(cause === undefined ? [] : [`because: ${cause.message}`]),
    ...(file === undefined ? [] : [`while running ${file}`]),
    ...(stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at ')),
  ])
  return [what, ...lines.flatMap((line) => line.split('\n')).slice(0, linesTold)].join('\n  ')
}

function failuresOf(file: RunFile): readonly string[] {
  const name = file.relativeModuleId
  const failures = [...file.children.allTests()].flatMap((test) => {
    const { state, errors = [] } = test.result()
    return state === 'failed' ? [told(`${name}: ${test.fullName}`, errors)] : []
  })
  // Hooks that fail are errors of the suite they belong to, and of no test.
  const ofSuites = [...file.children.allSuites()].flatMap((suite) => {
    const errors = suite.errors()
    return errors.length > 0 ? [told(`${name}: ${suite.fullName}`, errors)] : []
  })
  const ofFile = file.errors()
  const all =
    ofFile.length > 0
      ? [...failures, ...ofSuites, told(`${name}: the file`, ofFile)]
      : [...failures, ...ofSuites]
  if (all.length > 0) return all
  return file.state() === 'passed' || file.state() === 'skipped' ? [] : [`${name}: did not finish`]
}

/**
 * Counts of one run. Whatever went wrong is one failure and is told: a test, a hook, a file that could not be loaded or whose
 * process ended, an error that nothing caught.
 */
export function countsOf(files: readonly RunFile[], uncaught: readonly Failure[]): StageCounts {
  const states = files.flatMap((file) => [...file.children.allTests()].map((test) => test.result().state))
  const failures = [
    ...files.flatMap(failuresOf),
    ...uncaught.map((failure) => told('an error that nothing caught', [failure])),
  ]
  return {
    passed: states.filter((state) => state === 'passed').length,
    failed: failures.length,
    skipped: states.filter((state) => state === 'skipped').length,
    failures,
  }
}

/** Writes the counts of a run where its stage looks for them. */
export default class CountsReporter implements Reporter {
  onTestRunEnd(files: readonly RunFile[], uncaught: readonly Failure[]): void {
    const path = process.env[countsPathVariable]
    if (path !== undefined) writeFileSync(path, JSON.stringify(countsOf(files, uncaught)))
  }
}
