import { buildWebApp } from './build-web-app.ts'
import { startServer } from './server-process.ts'
import { makeTemporaryDirectory } from './temporary-directory.ts'

/** The environment variable in which the browser tests find the server of their run. */
export const sharedServerVariable = 'FLOWSTATE_TEST_SERVER_URL'

/** All browser tests of a run look like one very busy computer. */
const roomForAll = { LIMIT_REST_REQUESTS_PER_MINUTE: '1000000', LIMIT_LOGINS_PER_MINUTE: '1000000' }

/**
 * Builds the app and starts one server for all test files that need none of
 * their own: each start costs seconds.
 */
export async function setup(): Promise<() => Promise<void>> {
  await buildWebApp()
  const data = makeTemporaryDirectory('data')
  const server = await startServer({ dataDirectory: data.path, env: roomForAll })
  process.env[sharedServerVariable] = server.url
  return async () => {
    delete process.env[sharedServerVariable]
    await server.stop()
    data.remove()
  }
}
