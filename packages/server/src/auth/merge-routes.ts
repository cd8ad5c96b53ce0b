import { mergeBodySchema } from '@flowstate/protocol'
import type { Deps } from '../deps.ts'
import { answerEmpty, refuse } from '../http/answer.ts'
import { loginRoute } from '../http/define-route.ts'
import type { Route } from '../http/route.ts'
import { mergeGuest } from './merge-guest.ts'

/** For people who drew as a guest before they signed in to the account they have. */
export function mergeRoutes(deps: Deps): readonly Route[] {
  return [merge(deps)]
}

function merge(deps: Deps): Route {
  return loginRoute(
    {
      method: 'POST',
      path: '/auth/merge',
      name: 'mergeGuest',
      tag: 'Accounts',
      summary:
        "Move a guest's workspaces, canvases, memberships and share links into the account signed in to",
      body: mergeBodySchema,
      answers: { 204: null },
    },
    async ({ author, body }) => {
      if (author.guest) return refuse('forbidden', { detail: 'Sign in to an account first' })
      const claims = await deps.tokens.readAccess(body.guestToken)
      const pair = claims && { guestId: claims.userId, accountId: author.userId }
      const done =
        claims !== null &&
        pair !== null &&
        pair.guestId !== pair.accountId &&
        (await mergeGuest(deps, pair, claims))
      if (done) return answerEmpty()
      return refuse('bad_request', { path: '/guestToken', detail: 'This is no open login of a guest' })
    },
  )
}
