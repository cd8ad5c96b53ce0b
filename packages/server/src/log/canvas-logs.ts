import {
  type CanvasId,
  type CanvasState,
  type ClientId,
  describeState,
  type SplicedState,
} from '@flowstate/engine'
import { previewPlanned } from '../history/judge-planned.ts'
import type { CanvasLogs } from './canvas-log.ts'
import type { CanvasLogsDeps } from './commit-deps.ts'
import type { CommitOutcome } from './commit-request.ts'
import { describePast } from './describe-past.ts'
import { refusedFor } from './judge-request.ts'
import type { LiveCanvas } from './live-canvas.ts'
import { prepareRequest } from './request-intake.ts'
import { createRowHasher } from './row-hasher.ts'
import { createServedCanvases } from './served-canvases.ts'
import { createStatesAt } from './states-at.ts'
import { textBytes } from './text-bytes.ts'
import { digestText } from './text-digest.ts'

/** The commit path and the readers around it, for one instance. */
export function createCanvasLogs(deps: CanvasLogsDeps): CanvasLogs {
  const states = createStatesAt(deps)
  const served = createServedCanvases(deps, states)
  const hasher = createRowHasher(deps.sha256)
  const hashing = { digest: digestText, sha256: deps.sha256 }

  function describeInBytes(state: CanvasState): SplicedState {
    const { shapes, ...described } = describeState(state, hashing)
    return { ...described, shapes: [textBytes.write(shapes)] }
  }

  /** The canvas, if it has that version. */
  async function openAt(canvasId: CanvasId, version: number): Promise<LiveCanvas | null> {
    const canvas = await served.open(canvasId)
    if (canvas !== null && version > canvas.head.version) await canvas.refresh()
    return canvas === null || version < 0 || version > canvas.head.version ? null : canvas
  }

  return {
    open: served.open,

    commit(canvasId, author, request): Promise<CommitOutcome> {
      // Reading the request needs no canvas: it is done while an earlier commit is in flight (CM4).
      const prepared = prepareRequest(request, hasher)
      if (!('requestHash' in prepared)) {
        const { code, detail, path } = prepared
        const outcome = { kind: 'refused', code, detail, duplicate: false } as const
        return Promise.resolve(path === undefined ? outcome : { ...outcome, path })
      }
      if (served.isDraining()) {
        return Promise.resolve(refusedFor(prepared, 'unavailable', 'The server is restarting'))
      }
      return served.queueOf(canvasId).add(author, prepared)
    },

    async stateAt(canvasId, version) {
      const canvas = await openAt(canvasId, version)
      return canvas === null ? null : states.read(canvas, version)
    },

    async describeAt(canvasId, version) {
      const canvas = await openAt(canvasId, version)
      if (canvas === null) return null
      // The head is in memory; it may be behind where a row is newer than this code (CM13).
      if (version === canvas.state.version) return describeInBytes(canvas.state)
      const spliced = canvas.unreadable === null ? await describePast(canvas.head, version, deps) : null
      if (spliced !== null) return spliced
      const state = await states.read(canvas, version)
      return state === null ? null : describeInBytes(state)
    },

    async preview(canvasId, author, request) {
      const canvas = await served.open(canvasId)
      return canvas === null ? null : previewPlanned({ canvas, author, request }, deps, states)
    },

    async lastSeq(canvasId, clientId) {
      const canvas = await served.open(canvasId)
      if (canvas === null) return 0
      const id = clientId as ClientId
      return (await deps.store.readClients(canvas.head.key, [id])).get(id)?.lastSeq ?? 0
    },

    drain: served.drain,
  }
}
