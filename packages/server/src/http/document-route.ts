import { problemSchema } from '@flowstate/protocol'
import type { FastifySchema } from 'fastify'
import type { Route, RouteAccess } from './route.ts'

function accessSentence(access: RouteAccess): string {
  switch (access.kind) {
    case 'public':
      return 'Anybody may call this.'
    case 'login':
      return access.whole ? 'Needs a login.' : 'Needs a login; one limited by a share link will do.'
    case 'workspace':
      return `Needs the role ${access.role} in the workspace.`
    case 'canvas': {
      const by = access.by === 'membership' ? ' by membership' : ''
      return `Needs the role ${access.role} on the canvas${by}.`
    }
  }
}

const filesOf = (types: readonly string[]) =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]))

/** What the OpenAPI document says of a route. Nothing is validated through it: routes check their own inputs. */
export function documentRoute(route: Route): FastifySchema {
  const answers = Object.entries(route.answers).map(([status, schema]) => [
    status,
    status === '200' && route.givesFile !== undefined
      ? { description: 'The file', content: filesOf(route.givesFile) }
      : (schema ?? { type: 'null', description: 'No content' }),
  ])
  return {
    operationId: route.name,
    tags: [route.tag],
    summary: route.summary,
    description: accessSentence(route.access),
    ...(route.access.kind === 'public' ? { security: [] } : {}),
    ...(route.params === undefined ? {} : { params: route.params }),
    ...(route.query === undefined ? {} : { querystring: route.query }),
    ...(route.body === undefined ? {} : { body: route.body }),
    ...(route.takesFile === undefined ? {} : { body: { content: filesOf(route.takesFile) } }),
    response: {
      ...Object.fromEntries(answers),
      default: {
        description: 'A problem (RFC 9457)',
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    },
  }
}
