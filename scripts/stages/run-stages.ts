/**
 * `npm test`: every check and every test in stages, each timed, and one line at the end that counts them.
 * `npm test -- types unit` runs the stages named. With CI set, a missing prerequisite is a failure.
 */
import { fileURLToPath } from 'node:url'
import { checkStages } from './check-stages.ts'
import { findPrerequisite, installPrerequisites, prerequisites } from './prerequisites.ts'
import { oneFailed, oneSkipped, type PrerequisiteName, type Stage, type StageCounts } from './stage.ts'
import { type StageResult, summarise, totalOf } from './summary.ts'
import { vitestStages } from './vitest-stages.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

function selectStages(wanted: readonly string[]): readonly Stage[] {
  const all = [...checkStages, ...vitestStages(root)]
  const unknown = wanted.filter((name) => !all.some((stage) => stage.name === name))
  if (unknown.length > 0) {
    throw new Error(
      `no such stage: ${unknown.join(', ')} (there are ${all.map(({ name }) => name).join(', ')})`,
    )
  }
  return wanted.length === 0 ? all : all.filter(({ name }) => wanted.includes(name))
}

/** Looks for what the stages need, installs what is missing where it may, and answers where everything is. */
function provide(stages: readonly Stage[]): ReadonlyMap<PrerequisiteName, string> {
  const needed = [...new Set(stages.flatMap((stage) => stage.needs))]
  installPrerequisites(needed.filter((name) => findPrerequisite(name, process.env) === undefined))
  const found = new Map<PrerequisiteName, string>()
  for (const name of needed) {
    const path = findPrerequisite(name, process.env)
    if (path !== undefined) found.set(name, path)
  }
  return found
}

async function runStage(stage: Stage, found: ReadonlyMap<PrerequisiteName, string>): Promise<StageCounts> {
  const missing = stage.needs.filter((name) => !found.has(name))
  if (missing.length > 0) {
    const packages = missing.map((name) => prerequisites[name].debianPackage).join(' ')
    const failed = Boolean(process.env.CI)
    console.log(
      `${failed ? 'FAILED' : 'SKIPPED'}: ${stage.name} needs ${missing.join(', ')}: install ${packages}`,
    )
    return failed ? oneFailed : oneSkipped
  }
  const paths = Object.fromEntries([...found].map(([name, path]) => [prerequisites[name].variable, path]))
  return stage.run({ root, env: { ...process.env, ...paths } })
}

async function main(): Promise<void> {
  const stages = selectStages(process.argv.slice(2))
  const found = provide(stages)
  const results: StageResult[] = []
  for (const stage of stages) {
    console.log(`\n=== ${stage.name}`)
    const begunMs = performance.now()
    const counts = await runStage(stage, found)
    results.push({ name: stage.name, counts, durationMs: performance.now() - begunMs })
  }
  process.exitCode = totalOf(results).failed > 0 ? 1 : 0
  console.log(summarise(results))
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
