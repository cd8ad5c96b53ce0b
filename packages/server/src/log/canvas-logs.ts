import type { ClientId } from '@flowstate/engine'
import { previewPlanned } from '../history/judge-planned.ts'
import type { CanvasLogs } from './canvas-log.ts'
import type { CanvasLogsDeps } from './commit-deps.ts'
import type { CommitOutcome } from './commit-request.ts'
import { refusedFor } from './judge-request.ts'
import { prepareRequest } from './request-intake.ts'
import { createRowHasher } from './row-hasher.ts'
import { createServedCanvases } from './served-canvases.ts'
import { createStatesAt } from './states-at.ts'

/** The commit path and the readers around it, for one instance. */
export function createCanvasLogs(deps: CanvasLogsDeps): CanvasLogs {
  const states = createStatesAt(deps)
  const served = createServedCanvases(deps, states)
  const hasher = createRowHasher(deps.sha256)

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
      const canvas = await served.open(canvasId)
      if (canvas === null) return null
      if (version > canvas.head.version) await canvas.refresh()
      return states.read(canvas, version)
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
