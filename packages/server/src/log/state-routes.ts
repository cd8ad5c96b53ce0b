import { encodeSnapshot, reducerVersion, stateHash, stateToWire, toHex } from '@flowstate/engine'
import {
  canvasIdSchema,
  closedObject,
  pageOf,
  snapshotSchema,
  stateQuerySchema,
  stateSchema,
} from '@flowstate/protocol'
import type { Deps } from '../deps.ts'
import { answer, answerJson, refuse } from '../http/answer.ts'
import { canvasRoute } from '../http/define-route.ts'
import type { Route } from '../http/route.ts'
import { openCurrent } from './log-answers.ts'
import { readShapeMeta } from './shape-meta.ts'

const tag = 'Log'
const params = closedObject({ canvasId: canvasIdSchema })

/** The canvas at any version, and the snapshots that make that quick. */
export function stateRoutes(deps: Deps): readonly Route[] {
  return [readState(deps), createSnapshot(deps), listSnapshots(deps)]
}

function readState(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'GET',
      path: '/canvases/:canvasId/state',
      name: 'readState',
      tag,
      summary: 'The canvas at a version, the head unless told; meta=1 adds who and when',
      role: 'viewer',
      params,
      query: stateQuerySchema,
      answers: { 200: stateSchema },
    },
    async ({ canvasId, query }) => {
      const canvas = await openCurrent(deps, canvasId)
      if (canvas === null) return refuse('not_found')
      const { key, version: head } = canvas.head
      const at = query.at ?? head
      if (query.meta === 1) {
        const state = at > head ? null : await deps.logs.stateAt(canvasId, at)
        if (state === null) return refuse('version_beyond_head', { path: '/query/at' })
        const { shapes, ...rest } = stateToWire(state)
        const metaOf = await readShapeMeta(deps.store, key, shapes)
        const told = shapes.map((shape) => ({ ...shape, meta: metaOf(shape) }))
        return answer(200, { ...rest, stateHash: toHex(stateHash(state, deps.sha256)), shapes: told })
      }
      const found = at > head ? null : await deps.logs.describeAt(canvasId, at)
      if (found === null) return refuse('version_beyond_head', { path: '/query/at' })
      const { version, canvas: cells } = found
      // As bytes at once: the serialiser of a schema takes many times as long over ten thousand shapes.
      const members = JSON.stringify({ version, stateHash: toHex(found.stateHash), canvas: cells })
      const before = Buffer.from(`${members.slice(0, -1)},"shapes":`)
      return answerJson(200, Buffer.concat([before, ...found.shapes, Buffer.from('}')]))
    },
  )
}

function createSnapshot(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'POST',
      path: '/canvases/:canvasId/snapshots',
      name: 'createSnapshot',
      tag,
      summary: 'Keep the state of the head; derived, and made by the server anyway',
      role: 'editor',
      params,
      answers: { 201: snapshotSchema },
    },
    async ({ canvasId }) => {
      const canvas = await openCurrent(deps, canvasId)
      if (canvas === null) return refuse('not_found')
      const { key, version } = canvas.head
      const state = await deps.logs.stateAt(canvasId, version)
      if (state === null) return refuse('not_found')
      const { text, stateHash, table } = encodeSnapshot(state, deps.sha256)
      const createdAtMs = deps.clock.now()
      await deps.store.writeSnapshot(key, {
        version,
        reducer: reducerVersion,
        stateHash,
        text,
        table,
        createdAtMs,
      })
      return answer(201, {
        version,
        stateHash: toHex(stateHash),
        byteLength: Buffer.byteLength(text),
        createdAt: new Date(createdAtMs).toISOString(),
      })
    },
  )
}

function listSnapshots(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'GET',
      path: '/canvases/:canvasId/snapshots',
      name: 'listSnapshots',
      tag,
      summary: 'Snapshots there are, newest first',
      role: 'viewer',
      params,
      answers: { 200: pageOf(snapshotSchema) },
    },
    async ({ canvasId }) => {
      const canvas = await openCurrent(deps, canvasId)
      if (canvas === null) return refuse('not_found')
      const entries = await deps.store.listSnapshots(canvas.head.key)
      const items = entries
        .toSorted((a, b) => b.version - a.version)
        .map((entry) => ({
          version: entry.version,
          stateHash: toHex(entry.stateHash),
          byteLength: entry.byteLength,
          createdAt: new Date(entry.createdAtMs).toISOString(),
        }))
      return answer(200, { items, nextCursor: null })
    },
  )
}
