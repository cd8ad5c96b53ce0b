import { globSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand } from './run-command.ts'
import type { PrerequisiteName, Stage, StageContext, StageCounts } from './stage.ts'
import { countsPathVariable } from './vitest-counts.ts'

function isCounts(value: unknown): value is StageCounts {
  return typeof value === 'object' && value !== null && 'passed' in value && 'failed' in value
}

/** Counts a run left. A run that left none, or ended badly though nothing failed in it, is a failure. */
export function countsOfRun(left: unknown, endedWell: boolean): StageCounts {
  if (!isCounts(left)) return { passed: 0, failed: 1, skipped: 0, failures: ['the run left no counts'] }
  if (endedWell || left.failed > 0) return left
  return { ...left, failed: 1, failures: ['every test passed, and yet the run ended badly'] }
}

function readCounts(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

async function runProject(project: string, context: StageContext): Promise<StageCounts> {
  const path = join(tmpdir(), `flowstate-counts-${process.pid}-${project}.json`)
  const reporters = [
    '--reporter=default',
    `--reporter=${fileURLToPath(import.meta.resolve('./vitest-counts.ts'))}`,
  ]
  // A stage is the project of its name, and those named after it: `unit` and `unit-web`.
  const projects = [`--project=${project}`, `--project=${project}-*`]
  const env = { ...context.env, [countsPathVariable]: path }
  const endedWell = await runCommand(['vitest', 'run', ...projects, ...reporters], { ...context, env })
  const left = readCounts(path)
  rmSync(path, { force: true })
  return countsOfRun(left, endedWell)
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
