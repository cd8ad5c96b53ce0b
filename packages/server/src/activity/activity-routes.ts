import type { UserId } from '@flowstate/engine'
import {
  type Activity,
  activityQuerySchema,
  activitySchema,
  closedObject,
  colleagueSchema,
  userIdSchema,
} from '@flowstate/protocol'
import { findPresentId, findUser } from '../auth/user-repo.ts'
import type { Deps } from '../deps.ts'
import { type Answer, answer, refuse } from '../http/answer.ts'
import { loginRoute } from '../http/define-route.ts'
import type { Route } from '../http/route.ts'
import { findUnindexed, readDays, shareWorkspace } from './activity-repo.ts'
import { addDays, dateIn, isTimeZone, streaksOf } from './streaks.ts'

const tag = 'People'

export function activityRoutes(deps: Deps): readonly Route[] {
  return [readMine(deps), readTheirs(deps), readPerson(deps)]
}

interface Period {
  readonly year?: number
  readonly tz?: string
}

async function readActivity(
  deps: Deps,
  userId: UserId,
  { year, tz = 'UTC' }: Period,
): Promise<Answer<Activity>> {
  if (!isTimeZone(tz))
    return refuse('bad_request', { path: '/query/tz', detail: 'tz must be an IANA time zone' })
  for (const { key, version } of await findUnindexed(deps.db.kysely, userId)) {
    await deps.store.history.advance(key, version)
  }
  const today = dateIn(tz, deps.clock.now())
  const from = year === undefined ? addDays(today, -364) : `${year}-01-01`
  const to = year === undefined ? today : `${year}-12-31`
  const days = await readDays(deps.db.kysely, { userId, from, to, tz })
  return answer(200, {
    from,
    to,
    total: days.reduce((sum, day) => sum + day.count, 0),
    activeDays: days.length,
    ...streaksOf(days, today),
    days: [...days],
  })
}

function readMine(deps: Deps): Route {
  return loginRoute(
    {
      method: 'GET',
      path: '/me/activity',
      name: 'readMyActivity',
      tag,
      summary: "The caller's operations per day",
      limitedToo: true,
      query: activityQuerySchema,
      answers: { 200: activitySchema },
    },
    ({ author, query }) => readActivity(deps, author.userId, query),
  )
}

function readTheirs(deps: Deps): Route {
  return loginRoute(
    {
      method: 'GET',
      path: '/users/:userId/activity',
      name: 'readActivity',
      tag,
      summary: 'Operations per day of somebody with whom the caller shares a workspace',
      params: closedObject({ userId: userIdSchema }),
      query: activityQuerySchema,
      answers: { 200: activitySchema },
    },
    async ({ author, params, query }) => {
      const userId = await findColleague(deps, author.userId, params.userId)
      return userId === null ? refuse('not_found') : readActivity(deps, userId, query)
    },
  )
}

function readPerson(deps: Deps): Route {
  return loginRoute(
    {
      method: 'GET',
      path: '/users/:userId',
      name: 'readPerson',
      tag,
      summary: 'Somebody with whom the caller shares a workspace',
      params: closedObject({ userId: userIdSchema }),
      answers: { 200: colleagueSchema },
    },
    async ({ author, params }) => {
      const userId = await findColleague(deps, author.userId, params.userId)
      const user = userId === null ? null : await findUser(deps.db.kysely, userId)
      if (user === null) return refuse('not_found')
      const { id, displayName, color, guest, createdAt } = user
      return answer(200, { id, displayName, color, guest, createdAt })
    },
  )
}

/** Who an id means today, as long as the asker shares a workspace with them or is them. */
async function findColleague(deps: Deps, asker: UserId, id: UserId): Promise<UserId | null> {
  const userId = await findPresentId(deps.db.kysely, id)
  const isKnown = userId === asker || (await shareWorkspace(deps.db.kysely, asker, userId))
  return isKnown ? userId : null
}
