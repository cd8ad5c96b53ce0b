import { createPresenceStore } from '@flowstate/client'
import type { SessionId, UserId } from '@flowstate/engine'
import type { ServerMessage } from '@flowstate/protocol'
import { expect, test } from 'vitest'
import { fitViewport } from '../camera.ts'
import { followsBack } from './follow-chain.ts'
import { followedSession } from './followed-session.ts'

const id = (name: string) => name as SessionId

function room(following: { readonly [name: string]: string | null }) {
  const presence = createPresenceStore()
  let n = 0
  for (const name of Object.keys(following)) {
    n += 1
    const joined = { type: 'presence_join', sessionId: name, n, userId: name, displayName: name } as const
    presence.receive({ ...joined, color: '#336699', role: 'editor' } as ServerMessage)
  }
  for (const [name, target] of Object.entries(following))
    presence.receive({
      type: 'presence',
      sessionId: id(name),
      following: target === null ? null : id(target),
    })
  return presence
}

test('PR1 nobody follows somebody who follows them, over however many others', () => {
  expect(followsBack(room({ ann: null }), id('ann'), id('me'))).toBe(false)
  expect(followsBack(room({ ann: 'me' }), id('ann'), id('me'))).toBe(true)
  expect(followsBack(room({ ann: 'ben', ben: 'cy', cy: 'me' }), id('ann'), id('me'))).toBe(true)
  expect(followsBack(room({ ann: 'ben', ben: 'ann' }), id('ann'), id('me'))).toBe(false)
})

test('all that the other sees is shown, in the middle, whatever the windows are shaped like', () => {
  const camera = fitViewport([100, 200, 800, 400], { width: 400, height: 400 })
  expect(camera).toEqual({ x: 100, y: 0, zoom: 0.5 })
})

test('PR1 a lost connection is no leaving; somebody who comes back in another session is followed on', () => {
  const ann = { sessionId: id('before'), userId: 'ann' as UserId, name: 'Ann' }
  expect(followedSession(room({ before: null }), ann, true)).toBe('before')
  expect(followedSession(room({}), ann, false)).toBe('wait')
  expect(followedSession(room({}), ann, true)).toBe('gone')
  expect(followedSession(room({ ann: null, ben: null }), ann, true)).toBe('ann')
})
