/**
 * FlowState's rendering beside other whiteboards, in Chromium, in one run.
 *   npm run bench -- render
 *   PEERS="flowstate" SCENARIOS="load pan-near" N="10000" npm run bench -- render
 * RUNS repeats everything, SECONDS is how long a gesture lasts, PICTURES names a folder for pictures, PROFILE one for a CPU
 * profile of each scenario, OUT the file of results. See README.md in this folder.
 */
import { appendFileSync, mkdirSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launchChromium } from '../../tests/support/chromium.ts'
import { startFlowState } from './open-flowstate.ts'
import { startStandalone } from './open-standalone.ts'
import type { RenderPeer } from './opened-page.ts'
import { type RenderRun, renderReport } from './render-report.ts'
import { measureRendering, scenarioNames } from './render-scenarios.ts'

const { env } = process
const words = (text: string | undefined, fallback: string): string[] =>
  (text ?? fallback).split(/\s+/).filter((word) => word !== '')

const starters: Readonly<Record<string, () => Promise<RenderPeer>>> = {
  flowstate: startFlowState,
  excalidraw: () => startStandalone('excalidraw'),
  tldraw: () => startStandalone('tldraw'),
}

const peerNames = words(env.PEERS, 'flowstate excalidraw tldraw')
const unknown = peerNames.find((name) => starters[name] === undefined)
if (unknown !== undefined)
  throw new Error(`no such peer: ${unknown} (there are ${Object.keys(starters).join(', ')})`)
const chosen = words(env.SCENARIOS, scenarioNames.join(' '))
const scenarios = scenarioNames.filter((name) => chosen.includes(name))
const sizes = words(env.N, '10000 50000').map(Number)
const rounds = Number(env.RUNS ?? 1)
const seconds = Number(env.SECONDS ?? 4)

const results = fileURLToPath(new URL('results', import.meta.url))
mkdirSync(results, { recursive: true })
const out = env.OUT ?? join(results, `${new Date().toISOString().replaceAll(':', '')}.jsonl`)
/** A file in a folder that was asked for. */
const fileIn = (folder: string | undefined, name: string): string | null => {
  if (folder === undefined) return null
  mkdirSync(folder, { recursive: true })
  return join(folder, name)
}

const runs: RenderRun[] = []

async function measurePeer(peer: RenderPeer, shapes: number): Promise<void> {
  const browser = await launchChromium(['--js-flags=--expose-gc', '--disable-renderer-backgrounding'])
  try {
    await measureRendering(peer, browser, {
      shapes,
      seconds,
      scenarios,
      picture: (name) => fileIn(env.PICTURES, `${peer.name}-${shapes}-${name}.png`),
      profile: (name) => fileIn(env.PROFILE, `${peer.name}-${shapes}-${name}.cpuprofile`),
      report(scenario, result) {
        const load = Math.round((loadavg()[0] ?? 0) * 100) / 100
        const run: RenderRun = {
          peer: peer.name,
          shapes,
          scenario,
          result,
          load,
          chromium: browser.version(),
        }
        runs.push(run)
        appendFileSync(out, `${JSON.stringify(run)}\n`)
        console.error(peer.name, shapes, scenario, JSON.stringify(result))
      },
    })
  } finally {
    await browser.close()
  }
}

for (let round = 0; round < rounds; round++) {
  for (const name of peerNames) {
    const peer = await starters[name]?.()
    if (peer === undefined) continue
    try {
      for (const shapes of sizes) await measurePeer(peer, shapes)
    } finally {
      await peer.stop()
    }
  }
}
console.log(renderReport(runs))
console.log(`\nevery run: ${out}`)
