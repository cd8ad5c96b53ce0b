import { err, isUuid, ok, type Result } from '@flowstate/engine'
import type { Role } from '@flowstate/protocol'
import type { Static, TObject, TSchema } from 'typebox'
import type { CanvasContext, LoginContext, WorkspaceContext } from '../access/access-context.ts'
import type { AccessGate } from '../access/access-gate.ts'
import type { Author } from '../access/author.ts'
import { type Answer, type RefusedAnswer, refuse } from './answer.ts'
import { checkInput } from './check-input.ts'
import type { Inputs, PublicContext, Route, RouteAccess, RouteOutline } from './route.ts'

interface Shape<P extends TObject, Q extends TObject, B extends TSchema, R extends TSchema>
  extends RouteOutline {
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly answers: Readonly<Record<number, R | null>>
}

type Handler<Context, P extends TObject, Q extends TObject, B extends TSchema, R extends TSchema> = (
  context: Context & Inputs<Static<P>, Static<Q>, Static<B>>,
) => Promise<Answer<Static<R>>>

/** What a caller is let in with, or the refusal. */
type Enter<Context> = (
  author: Author | null,
  gate: AccessGate,
  params: unknown,
) => Promise<Result<Context, RefusedAnswer>>

function define<Context, P extends TObject, Q extends TObject, B extends TSchema, R extends TSchema>(
  access: RouteAccess,
  shape: Shape<P, Q, B, R>,
  enter: Enter<Context>,
  handler: Handler<Context, P, Q, B, R>,
): Route {
  const params = checkInput(shape.params, 'params')
  const query = checkInput(shape.query, 'query')
  const body =
    shape.takesFile === undefined
      ? checkInput(shape.body, shape.bodyOptional ? 'optional body' : 'body')
      : (raw: unknown) => ok(raw as Static<B>)
  return {
    ...shape,
    access,
    async run(inputs, author, gate) {
      const entered = await enter(author, gate, inputs.params)
      if (!entered.ok) return entered.error
      const checkedParams = params(inputs.params)
      if (!checkedParams.ok) return checkedParams.error
      const checkedQuery = query(inputs.query)
      if (!checkedQuery.ok) return checkedQuery.error
      const checkedBody = body(inputs.body)
      if (!checkedBody.ok) return checkedBody.error
      return handler({
        ...entered.value,
        ...inputs,
        params: checkedParams.value,
        query: checkedQuery.value,
        body: checkedBody.value,
      })
    },
  }
}

function signedIn<Context>(
  enter: (author: Author, gate: AccessGate, params: unknown) => Promise<Result<Context, RefusedAnswer>>,
): Enter<Context> {
  return async (author, gate, params) =>
    author === null ? err(refuse('unauthenticated')) : enter(author, gate, params)
}

/** The id under `name` in the path; null when there can be nothing of that id. */
function idIn(params: unknown, name: string): string | null {
  if (typeof params !== 'object' || params === null) return null
  const value: unknown = Object.entries(params).find(([key]) => key === name)?.[1]
  return isUuid(value) ? value : null
}

/** Anybody may call it. */
export function publicRoute<P extends TObject, Q extends TObject, B extends TSchema, R extends TSchema>(
  shape: Shape<P, Q, B, R>,
  handler: Handler<PublicContext, P, Q, B, R>,
): Route {
  return define({ kind: 'public' }, shape, async (author) => ok({ author }), handler)
}

/** Anybody signed in; `whole` (the default) refuses logins limited to one canvas. */
export function loginRoute<P extends TObject, Q extends TObject, B extends TSchema, R extends TSchema>(
  shape: Shape<P, Q, B, R> & { readonly limitedToo?: true },
  handler: Handler<LoginContext, P, Q, B, R>,
): Route {
  const whole = shape.limitedToo !== true
  const enter = signedIn<LoginContext>(async (author) =>
    whole && author.share !== undefined ? err(refuse('forbidden')) : ok({ author }),
  )
  return define({ kind: 'login', whole }, shape, enter, handler)
}

/** Members of the workspace `:workspaceId` with at least `role`. */
export function workspaceRoute<P extends TObject, Q extends TObject, B extends TSchema, R extends TSchema>(
  shape: Shape<P, Q, B, R> & { readonly role: Role },
  handler: Handler<WorkspaceContext, P, Q, B, R>,
): Route {
  const enter = signedIn<WorkspaceContext>((author, gate, params) =>
    gate.workspace({ id: idIn(params, 'workspaceId'), author, role: shape.role }),
  )
  return define({ kind: 'workspace', role: shape.role }, shape, enter, handler)
}

/** People with at least `role` on the canvas `:canvasId`. */
export function canvasRoute<P extends TObject, Q extends TObject, B extends TSchema, R extends TSchema>(
  shape: Shape<P, Q, B, R> & {
    readonly role: Role
    /** Share links do not count. */
    readonly membersOnly?: true
    /** Which canvases there are for this route; `hidden` unless told: one in the trash does not exist. */
    readonly trash?: 'shown' | 'only'
  },
  handler: Handler<CanvasContext, P, Q, B, R>,
): Route {
  const by = shape.membersOnly ? 'membership' : 'any'
  const trash = shape.trash ?? 'hidden'
  const enter = signedIn<CanvasContext>((author, gate, params) =>
    gate.canvas({ id: idIn(params, 'canvasId'), author, role: shape.role, by, trash }),
  )
  return define({ kind: 'canvas', role: shape.role, by, trash }, shape, enter, handler)
}
