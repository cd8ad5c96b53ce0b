import { startRedis } from './redis-server.ts'

/** The environment variable in which a `*.redis.test.ts` finds the Redis of its run. */
export const redisUrlVariable = 'FLOWSTATE_TEST_REDIS_URL'

/** One throw-away Redis per run of the redis project, unless FLOWSTATE_TEST_REDIS_URL names one already. */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env[redisUrlVariable]) return undefined
  const server = await startRedis()
  process.env[redisUrlVariable] = server.url
  return async () => {
    delete process.env[redisUrlVariable]
    await server.stop()
  }
}
