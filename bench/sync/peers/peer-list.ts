import type { Peer } from '../load/peer-contract.ts'
import { excalidrawRelay } from './excalidraw-peer.ts'
import { flowstateEmbedded, flowstatePostgres } from './flowstate-peer.ts'
import { referencePeer } from './reference-peer.ts'
import { tldrawMemory, tldrawSqlite } from './tldraw-peer.ts'
import { hocuspocusSqlite, ywebsocket } from './yjs-peer.ts'

export const peers: readonly Peer[] = [
  flowstatePostgres,
  flowstateEmbedded,
  tldrawSqlite,
  tldrawMemory,
  hocuspocusSqlite,
  ywebsocket,
  excalidrawRelay,
  referencePeer,
]
