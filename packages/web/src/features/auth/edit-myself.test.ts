import { createRestClient, type SignedIn } from '@flowstate/client'
import type { UserId } from '@flowstate/engine'
import { expect, test } from 'vitest'
import { rereadMyself } from './edit-myself.ts'

const ada: SignedIn['user'] = {
  id: '00000000-0000-7000-8000-00000000000a' as UserId,
  email: 'ada@example.org',
  displayName: 'Ada',
  color: '#4f5bd5',
  guest: false,
  createdAt: '2026-01-01T00:00:00.000Z',
}

/** Ada is signed in; `answer` is what a server says that is asked who she is. */
function setUp(answer: () => Promise<Response>) {
  const asked: string[] = []
  const rest = createRestClient({
    baseUrl: '',
    refreshIn: 'cookie',
    now: () => 0,
    fetch: async (input) => {
      asked.push(String(input))
      return answer()
    },
  })
  rest.session.set({ user: ada, accessToken: 'token', expiresInSeconds: 900 })
  const names: (string | undefined)[] = []
  rest.session.subscribe((signedIn) => names.push(signedIn?.user.displayName))
  return { rest, asked, names }
}

const says = (user: object) => async () => new Response(JSON.stringify(user))

test('a name and a colour from another device are taken over; who is called the same as before is not told again', async () => {
  const { rest, asked, names } = setUp(says({ ...ada, displayName: 'Countess', color: '#0f8a5f' }))
  await rereadMyself(rest)
  expect(rest.session.current()).toMatchObject({
    user: { displayName: 'Countess', color: '#0f8a5f' },
    accessToken: 'token',
  })
  await rereadMyself(rest)
  expect(names).toEqual(['Countess'])
  expect(asked).toEqual(['/api/v1/auth/me', '/api/v1/auth/me'])
})

test('a name changed here while the server is asked stays', async () => {
  const { rest, names } = setUp(says({ ...ada, displayName: 'Countess' }))
  const reading = rereadMyself(rest)
  rest.session.rename({ ...ada, displayName: 'Lovelace' })
  await reading
  expect(names).toEqual(['Lovelace'])
})

test('without a connection the name stays, and nobody who is not signed in is asked for', async () => {
  const { rest, asked, names } = setUp(() => Promise.reject(new TypeError('no network')))
  await rereadMyself(rest)
  expect(rest.session.current()?.user).toBe(ada)
  rest.session.set(null)
  await rereadMyself(rest)
  expect(names).toEqual([undefined])
  expect(asked).toEqual(['/api/v1/auth/me'])
})
