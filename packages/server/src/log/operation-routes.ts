import {
  canvasIdSchema,
  closedObject,
  committedSchema,
  operationsPageSchema,
  operationsQuerySchema,
  proposalSchema,
} from '@flowstate/protocol'
import type { Deps } from '../deps.ts'
import { answerJson, refuse } from '../http/answer.ts'
import { canvasRoute } from '../http/define-route.ts'
import type { Route } from '../http/route.ts'
import { openCurrent, refusalOf } from './log-answers.ts'

const tag = 'Log'
const params = closedObject({ canvasId: canvasIdSchema })

/** Operations in and out of the log. */
export function operationRoutes(deps: Deps): readonly Route[] {
  return [propose(deps), list(deps)]
}

function propose(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'POST',
      path: '/canvases/:canvasId/operations',
      name: 'commitOperation',
      tag,
      summary: 'Commit an operation; 201 once it is on disk, 200 for a repeat',
      role: 'editor',
      params,
      body: proposalSchema,
      answers: { 201: committedSchema, 200: committedSchema },
    },
    async ({ author, canvasId, body }) => {
      const outcome = await deps.logs.commit(canvasId, author, { name: 'operation', proposal: body })
      if (outcome.kind === 'refused') return refusalOf(outcome)
      const row = outcome.kind === 'committed' ? outcome.rows[0] : undefined
      // A proposal is one row; only what the server plans may come to nothing or to several.
      if (row === undefined) throw new Error('a proposal was committed without a row')
      const json = `{"operation":${row.wire},"duplicate":${outcome.duplicate}}`
      return answerJson(outcome.duplicate ? 200 : 201, json)
    },
  )
}

function list(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'GET',
      path: '/canvases/:canvasId/operations',
      name: 'listOperations',
      tag,
      summary: 'The log in version order, up to 1,000 rows or 1 MiB a page',
      role: 'viewer',
      params,
      query: operationsQuerySchema,
      answers: { 200: operationsPageSchema },
    },
    async ({ canvasId, query }) => {
      const canvas = await openCurrent(deps, canvasId)
      if (canvas === null) return refuse('not_found')
      const since = query.since ?? 0
      const { version } = canvas.head
      const until = query.limit === undefined ? version : Math.min(version, since + query.limit)
      const rows = since < until ? await canvas.readRows(since, until) : []
      const last = rows.at(-1)?.version ?? since
      const items = rows.map((row) => row.wire).join(',')
      const nextSince = last < version && rows.length > 0 ? last : null
      return answerJson(200, `{"items":[${items}],"version":${version},"nextSince":${nextSince}}`)
    },
  )
}
