import { databaseHealthSchema, healthSchema } from '@flowstate/protocol'
import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { answer, refuse } from './answer.ts'
import { publicRoute } from './define-route.ts'
import type { Route } from './route.ts'

const tag = 'Service'

/** Alive, database answers, takes traffic. `isReady` turns false when the server begins to drain (SY9). */
export function healthRoutes(deps: Deps, isReady: () => boolean): readonly Route[] {
  const alive = publicRoute(
    {
      method: 'GET',
      path: '/health',
      name: 'health',
      tag,
      summary: 'The process is alive',
      answers: { 200: healthSchema },
    },
    async () => answer(200, { status: 'ok' }),
  )
  const database = publicRoute(
    {
      method: 'GET',
      path: '/health/db',
      name: 'databaseHealth',
      tag,
      summary: 'The database answers; what an acknowledged write rests on',
      answers: { 200: databaseHealthSchema },
    },
    async () => {
      await sql`select 1`.execute(deps.db.kysely)
      return answer(200, { status: 'ok', durability: deps.db.durability })
    },
  )
  const ready = publicRoute(
    {
      method: 'GET',
      path: '/health/ready',
      name: 'ready',
      tag,
      summary: 'The server takes traffic',
      answers: { 200: healthSchema },
    },
    async () => {
      if (!isReady()) return refuse('draining')
      await sql`select 1`.execute(deps.db.kysely)
      return answer(200, { status: 'ok' })
    },
  )
  return [alive, database, ready]
}
