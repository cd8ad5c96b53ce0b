import { globSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from './run-command.ts'
import type { PrerequisiteName, Stage, StageContext, StageCounts } from './stage.ts'

type VitestReport = {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
}

function isReport(value: unknown): value is VitestReport {
  return typeof value === 'object' && value !== null && 'numPassedTests' in value && 'testResults' in value
}

/**
 * Counts of one run. A file that could not even be loaded has no tests and counts as one failure, and so does a run
 * that ended badly though every test passed (an unhandled error, a broken global setup).
 */
export function countTests(report: unknown, endedWell: boolean): StageCounts {
  if (!isReport(report)) return { passed: 0, failed: 1, skipped: 0 }
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  const failed = report.numFailedTests + brokenFiles
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !endedWell ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
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
  const endedWell = await runCommand(['vitest', 'run', `--project=${project}`, ...reporters], context)
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
