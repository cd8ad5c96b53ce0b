/**
 * FlowState beside other sync servers in one run. Installs their packages first, into this folder only.
 *   npm run bench -- sync
 *   PEERS="flowstate-postgres tldraw-sqlite" SCENARIOS="S1 S2" npm run bench -- sync
 * CLIENTS (S1), WINDOWS (S2), MOVES (S3) and SECONDS change the sizes, OUT names the file of results.
 */
import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const { env } = process
/** @param {string | undefined} text @param {string} fallback */
const words = (text, fallback) => (text ?? fallback).split(/\s+/).filter((word) => word !== '')

/** @param {string} command @param {readonly string[]} parameters */
function run(command, parameters, stdout = 'inherit') {
  return spawnSync(command, parameters, { cwd: here, stdio: ['ignore', stdout, 'inherit'], encoding: 'utf8' })
}

if (!existsSync(`${here}node_modules`)) {
  const { status } = run('npm', ['ci', '--legacy-peer-deps', '--no-audit', '--no-fund'])
  if (status !== 0) process.exit(1)
}

const everyone =
  'flowstate-postgres flowstate-embedded tldraw-sqlite tldraw-memory hocuspocus-sqlite y-websocket excalidraw-relay reference-postgres'
const sizes = {
  S1: words(env.CLIENTS, '50 200'),
  S2: words(env.WINDOWS, '32 256'),
  S3: words(env.MOVES, '0 90000'),
  S4: ['100'],
}
const out = env.OUT ?? `${here}results/${new Date().toISOString().replaceAll(':', '')}.jsonl`
mkdirSync(`${here}results`, { recursive: true })

for (const scenario of words(env.SCENARIOS, 'S1 S2 S3 S4')) {
  for (const size of sizes[scenario] ?? []) {
    for (const peer of words(env.PEERS, everyone)) {
      if (scenario === 'S3' && peer === 'excalidraw-relay') continue
      const { stdout } = run(process.execPath, ['measure-one.ts', peer, scenario, size], 'pipe')
      appendFileSync(out, stdout)
      console.log(stdout.slice(0, 240).trim())
    }
  }
}
run(process.execPath, ['report-runs.ts', out])
console.log(`\nevery run: ${out}`)
