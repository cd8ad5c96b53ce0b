/**
 * `npm run bench -- <name> [options]`: one benchmark in a process of its own, on the sources as they are. Nothing else
 * should run on the machine meanwhile.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const benches: Readonly<Record<string, { readonly file: string; readonly about: string }>> = {
  engine: { file: 'engine/engine.bench.ts', about: 'replay, state hash, snapshots, diff, rebase' },
  storage: {
    file: 'storage/storage.bench.ts',
    about: 'commit, state at a version, undo, on the real server',
  },
  memory: { file: 'storage/memory.bench.ts', about: 'an idle server, and what each session adds' },
  start: { file: 'start/start.bench.ts', about: 'how long a server takes to start and to stop' },
  render: {
    file: 'render/run-render.ts',
    about: 'frames of a large canvas beside other whiteboards (installs them on demand)',
  },
  opening: {
    file: 'opening/opening.bench.ts',
    about: 'how long a first visitor waits for a canvas to draw on',
  },
  film: {
    file: 'film/film-strip.bench.ts',
    about: 'no measure: pictures of somebody’s first minute, for the README',
  },
  beside: {
    file: 'pictures/beside-others.ts',
    about: 'no measure: FlowState beside Excalidraw and tldraw in the same states',
  },
  pictures: {
    file: 'pictures/take-pictures.ts',
    about: 'no measure: pictures of the states of the product on three screens, light and dark',
  },
  sync: { file: 'sync/run-sync.mjs', about: 'one room beside other sync servers (installs them on demand)' },
}

const [name = '', ...options] = process.argv.slice(2)
const bench = benches[name]
if (bench === undefined) {
  for (const [known, { about }] of Object.entries(benches)) console.log(`${known.padEnd(8)} ${about}`)
  process.exitCode = name === '' ? 0 : 2
} else {
  const file = fileURLToPath(new URL(bench.file, import.meta.url))
  const parameters = ['--conditions=flowstate-source', '--expose-gc', file, ...options]
  const child = spawn(process.execPath, parameters, { stdio: 'inherit' })
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 0 : 1)
  })
}
