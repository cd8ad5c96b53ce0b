/** One measured run, in a process of its own: `node measure-one.ts <peer> <scenario> [size]`. Prints one JSON line. */
import { cpus, loadavg } from 'node:os'
import type { Peer } from './load/peer-contract.ts'
import { waitUntilQuiet } from './load/proc-figures.ts'
import { peers } from './peers/peer-list.ts'
import { cursorStorm } from './scenarios/cursor-storm.ts'
import { fanOut } from './scenarios/fan-out.ts'
import { joinBoard } from './scenarios/join-board.ts'
import { saturation } from './scenarios/saturation.ts'

const [peerName = '', scenario = '', size = ''] = process.argv.slice(2)
const quietWaitMsMax = Number(process.env.QUIET_MS ?? 2_000)
const seconds = Number(process.env.SECONDS ?? 10)

function measure(peer: Peer): Promise<object> {
  switch (scenario) {
    case 'S1':
      return fanOut(peer, { clients: Number(size || 50), rate: 5, seconds })
    case 'S2':
      return saturation(peer, { clients: 10, window: Number(size || 32), seconds })
    case 'S3':
      return joinBoard(peer, { shapes: 10_000, moves: Number(size || 0), joins: 10 })
    case 'S4':
      return cursorStorm(peer, { clients: Number(size || 100), rate: 20, seconds })
    default:
      throw new Error(`no such scenario: ${scenario} (there are S1, S2, S3, S4)`)
  }
}

const peer = peers.find(({ name }) => name === peerName)
if (peer === undefined)
  throw new Error(`no such peer (there are ${peers.map(({ name }) => name).join(', ')})`)
await waitUntilQuiet(quietWaitMsMax)
const load = Math.round((loadavg()[0] ?? 0) * 100) / 100
const result: object = await measure(peer).catch((error: unknown) => ({
  failed: error instanceof Error ? error.message : String(error),
}))
const host = { node: process.version, cpus: cpus().length, cpu: cpus()[0]?.model, load }
console.log(JSON.stringify({ at: new Date().toISOString(), peer: peerName, scenario, size, result, host }))
process.exit(0)
