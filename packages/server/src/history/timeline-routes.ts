import type { ShapeId, UserId } from '@flowstate/engine'
import {
  canvasIdSchema,
  closedObject,
  type HistoryEntry,
  historyPageSchema,
  historyQuerySchema,
  shapeHistoryPageSchema,
  shapeHistoryQuerySchema,
  shapeIdSchema,
} from '@flowstate/protocol'
import { findPeople } from '../auth/user-repo.ts'
import type { Deps } from '../deps.ts'
import { answer, refuse } from '../http/answer.ts'
import { canvasRoute } from '../http/define-route.ts'
import type { Route } from '../http/route.ts'
import { openCurrent } from '../log/log-answers.ts'
import type { LogRow } from '../log/log-row.ts'
import { parseStoredRow } from '../log/log-row-codec.ts'
import { changesOf, touchedShapes } from './touched-shapes.ts'

const tag = 'History'
const params = closedObject({ canvasId: canvasIdSchema })
const shapeHistoryItems = 50
/** Pages of the log that are read for one page of the timeline, whose entries are much smaller. */
const pagesMax = 5

/** Who did what and when: of a canvas, and of one shape. */
export function timelineRoutes(deps: Deps): readonly Route[] {
  return [readTimeline(deps), readShapeHistory(deps)]
}

function authorsOf(items: readonly { readonly userId?: UserId }[]): UserId[] {
  return [...new Set(items.flatMap((item) => item.userId ?? []))]
}

function entryOf({ operation }: LogRow): HistoryEntry {
  const { version, kind, userId, createdAt, label, gesture, part, changes } = operation
  return {
    version,
    kind,
    ...(userId === undefined ? {} : { userId }),
    createdAt,
    ...(label === undefined ? {} : { label }),
    ...(gesture === undefined ? {} : { gesture }),
    ...(part === undefined ? {} : { part: [...part] }),
    shapeIds: touchedShapes(changes),
  }
}

function readTimeline(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'GET',
      path: '/canvases/:canvasId/history',
      name: 'readHistory',
      tag,
      summary: 'Per version who, when, what kind, which shapes; versions above since up to until',
      role: 'viewer',
      params,
      query: historyQuerySchema,
      answers: { 200: historyPageSchema },
    },
    async ({ canvasId, query }) => {
      const canvas = await openCurrent(deps, canvasId)
      if (canvas === null) return refuse('not_found')
      const { version } = canvas.head
      const until = Math.min(query.until ?? version, version)
      const items: HistoryEntry[] = []
      let last = query.since ?? 0
      for (let page = 0; page < pagesMax && last < until; page++) {
        const rows = await canvas.readRows(last, until)
        if (rows.length === 0) break
        for (const row of rows) items.push(entryOf(row))
        last = rows.at(-1)?.version ?? until
      }
      const people = await findPeople(deps.db.kysely, authorsOf(items))
      return answer(200, { items, people, version, nextSince: last < until ? last : null })
    },
  )
}

function readShapeHistory(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'GET',
      path: '/canvases/:canvasId/shapes/:shapeId/history',
      name: 'readShapeHistory',
      tag,
      summary: 'Who changed what of one shape, newest first',
      role: 'viewer',
      params: closedObject({ canvasId: canvasIdSchema, shapeId: shapeIdSchema }),
      query: shapeHistoryQuerySchema,
      answers: { 200: shapeHistoryPageSchema },
    },
    async ({ canvasId, params: { shapeId }, query }) => {
      const canvas = await openCurrent(deps, canvasId)
      if (canvas === null) return refuse('not_found')
      const { key, version: head } = canvas.head
      const limit = query.limit ?? shapeHistoryItems
      const before = query.before ?? head + 1
      const stored = await deps.store.history.shapeRows({ key, subjects: [shapeId], before, limit })
      const items = stored.map((row) => shapeEntryOf(parseStoredRow(canvasId, row), shapeId))
      const people = await findPeople(deps.db.kysely, authorsOf(items))
      const last = items.at(-1)
      return answer(200, { items, people, nextBefore: items.length === limit && last ? last.version : null })
    },
  )
}

function shapeEntryOf({ operation }: LogRow, shapeId: ShapeId) {
  const { version, id, kind, userId, createdAt, changes } = operation
  return {
    version,
    id,
    kind,
    ...(userId === undefined ? {} : { userId }),
    createdAt,
    changes: changesOf(changes, shapeId),
  }
}
