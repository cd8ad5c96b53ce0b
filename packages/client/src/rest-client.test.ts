import { expect, test } from 'vitest'
import { createRestClient, RestError } from './rest-client.ts'

async function refusal(retryAfter: string): Promise<unknown> {
  const rest = createRestClient({
    baseUrl: '',
    fetch: async () =>
      new Response('{"code":"too_many_requests"}', { status: 429, headers: { 'retry-after': retryAfter } }),
    now: () => 0,
    refreshIn: 'body',
  })
  return rest.post('/auth/login').catch((error: unknown) => error)
}

test('a refusal carries how long the server asks to wait', async () => {
  const error = await refusal('42')
  expect(error).toBeInstanceOf(RestError)
  expect(error).toMatchObject({ status: 429, retryAfterSeconds: 42 })
  expect(await refusal('Fri, 01 Jan 2027 00:00:00 GMT')).toMatchObject({ retryAfterSeconds: null })
})
