import { LoadRoom } from '../load/load-room.ts'
import { opStream } from '../load/op-stream.ts'
import type { Peer } from '../load/peer-contract.ts'
import { itemsPerClient, type SteadyFigures, type SteadyLoad, sendSteadily } from '../load/steady-sending.ts'

/** S1: everybody draws a little (one create in five operations) and sees all the others. */
export async function fanOut(peer: Peer, load: SteadyLoad): Promise<SteadyFigures> {
  const room = new LoadRoom(peer)
  try {
    await room.start()
    const count = itemsPerClient(load)
    await room.connectClients(load.clients, count)
    const frames = room.clients.map((client, i) => {
      const next = opStream(i, 1, 5)
      return Array.from({ length: count }, () => client.encodeOperation(next()))
    })
    return await sendSteadily(room, load, frames)
  } finally {
    await room.end()
  }
}
