import { globSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from './run-command.ts'
import type { PrerequisiteName, Stage, StageContext, StageCounts } from './stage.ts'

type TestResult = {
  readonly fullName: string
  readonly status: string
  readonly failureMessages: readonly string[] | null
}

type FileResult = {
  readonly name: string
  readonly status: string
  readonly message: string
  readonly assertionResults: readonly TestResult[]
}

type VitestReport = {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly FileResult[]
}

function isReport(value: unknown): value is VitestReport {
  return typeof value === 'object' && value !== null && 'numPassedTests' in value && 'testResults' in value
}

/**
 * Counts of one run. A file that could not even be loaded has no tests and counts as one failure, and so does a run
 * that ended badly though every test passed (an unhandled error, a broken global setup).
 */
export function countTests(report: unknown, endedWell: boolean): StageCounts {
  if (!isReport(report)) return { passed: 0, failed: 1, skipped: 0, failures: ['the run gave no report'] }
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  const failed = report.numFailedTests + brokenFiles
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !endedWell ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: report.testResults.flatMap(failuresOf),
  }
}

const linesTold = 12

/** File, test and the first lines of each message: enough to know what happened when the rest of the output is gone. */
function failuresOf({ name, status, message, assertionResults }: FileResult): readonly string[] {
  const told = (what: string, messages: readonly string[]) =>
    [`${name}: ${what}`, ...messages.join('\n').split('\n').slice(0, linesTold)].join('\n  ')
  if (status === 'failed' && assertionResults.length === 0) return [told('the file', [message])]
  return assertionResults
    .filter((test) => test.status === 'failed')
    .map(({ fullName, failureMessages }) => told(fullName, failureMessages ?? []))
}

function readReport(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

async function runProject(project: string, context: StageContext): Promise<StageCounts> {
  const reportPath = join(tmpdir(), `flowstate-report-${process.pid}-${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`]
  // A stage is the project of its name, and those named after it: `unit` and `unit-web`.
  const projects = [`--project=${project}`, `--project=${project}-*`]
  const endedWell = await runCommand(['vitest', 'run', ...projects, ...reporters], context)
  const report = readReport(reportPath)
  rmSync(reportPath, { force: true })
  return countTests(report, endedWell)
}

function project(name: string, files: string, needs: readonly PrerequisiteName[] = []) {
  return { files, stage: { name, needs, run: (context: StageContext) => runProject(name, context) } }
}

const projects = [
  project('unit', '{packages/*/src,tests,scripts}/**/*.test.{ts,tsx}'),
  project('database', '{packages/*/src,tests}/**/*.pg.test.ts', ['postgresql']),
  project('redis', '{packages/*/src,tests}/**/*.redis.test.ts', ['redis']),
  project('simulation', 'tests/simulation/**/*.test.ts'),
  project('faults', 'tests/faults/**/*.test.ts', ['postgresql', 'redis', 'strace']),
  project('browser', 'tests/**/*.e2e.test.ts', ['chromium']),
]

/** One stage per project of vitest.config.ts that has a test file. */
export function vitestStages(root: string): readonly Stage[] {
  return projects.filter(({ files }) => globSync(files, { cwd: root }).length > 0).map(({ stage }) => stage)
}
