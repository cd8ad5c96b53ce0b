import { LoadRoom } from '../load/load-room.ts'
import { opMarker } from '../load/op-marker.ts'
import type { Peer } from '../load/peer-contract.ts'
import { itemsPerClient, type SteadyFigures, type SteadyLoad, sendSteadily } from '../load/steady-sending.ts'

/** S4: everybody moves the pointer all the time. */
export async function cursorStorm(peer: Peer, load: SteadyLoad): Promise<SteadyFigures> {
  const room = new LoadRoom(peer)
  try {
    await room.start()
    const count = itemsPerClient(load)
    await room.connectClients(load.clients, count)
    const frames = room.clients.map((client, i) =>
      Array.from({ length: count }, (_, seq) => {
        const [x, y] = [10 + ((seq * 7) % 1_900), 10 + ((seq * 5) % 1_000)]
        return client.encodeCursor({ x, y, marker: opMarker('c', i, seq) })
      }),
    )
    return await sendSteadily(room, load, frames)
  } finally {
    await room.end()
  }
}
