import { startPostgres } from './postgres-cluster.ts'

/** The environment variable in which a `*.pg.test.ts` finds the cluster of its run. */
export const postgresUrlVariable = 'FLOWSTATE_TEST_POSTGRES_URL'

/**
 * One throw-away cluster per run of the database project. With FLOWSTATE_TEST_POSTGRES_URL set beforehand, that server
 * is used instead: tests make and drop databases of their own in it.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env[postgresUrlVariable]) return undefined
  const cluster = await startPostgres()
  process.env[postgresUrlVariable] = cluster.url
  return async () => {
    delete process.env[postgresUrlVariable]
    await cluster.stop()
  }
}
