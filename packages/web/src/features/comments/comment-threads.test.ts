import type { UserId } from '@flowstate/engine'
import type { CommentThread, WholeThread } from '@flowstate/protocol'
import { describe, expect, test } from 'vitest'
import { isUnread, noComments, sortedThreads, withList, withoutThread, withWhole } from './comment-threads.ts'

const ann = '01900000-0000-7000-8000-000000000001' as UserId
const ben = '01900000-0000-7000-8000-000000000002' as UserId
const time = (minute: number) => `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`

const thread = (id: string, minute: number, more: Partial<CommentThread> = {}): CommentThread => ({
  id,
  anchor: { kind: 'point', point: [0, 0] },
  version: 1,
  createdBy: ann,
  createdAt: time(0),
  updatedAt: time(minute),
  messageCount: 1,
  excerpt: `at ${minute}`,
  lastBy: ann,
  lastAt: time(minute),
  ...more,
})
const whole = (one: CommentThread): WholeThread => ({ thread: one, messages: [], people: [] })
const list = (...threads: CommentThread[]) => ({ threads, people: [] })

describe('what is known of comments', () => {
  test('CO6 of two answers the later one counts, in whatever order they come', () => {
    const known = withWhole(withWhole(noComments, whole(thread('a', 5))), whole(thread('a', 3)))
    expect(known.threads.get('a')?.excerpt).toBe('at 5')
    expect(withWhole(known, whole(thread('a', 6))).threads.get('a')?.excerpt).toBe('at 6')
  })

  test('CO6 the list that is read anew replaces what is known, but for what was heard since it was asked for', () => {
    const before = withWhole(withWhole(noComments, whole(thread('a', 1))), whole(thread('gone', 1)))
    const heard = withWhole(before, whole(thread('new', 4)))
    const known = withList(heard, list(thread('a', 2), thread('new', 3)), new Set(['new']))
    expect([...known.threads.keys()].sort()).toEqual(['a', 'new'])
    expect(known.threads.get('new')?.excerpt).toBe('at 4')
    // messages of a thread that has changed are read again when it is looked at
    expect([...known.messages.keys()]).toEqual(['new'])
    const deleted = withList(withoutThread(known, 'a'), list(thread('a', 2)), new Set(['a']))
    expect(deleted.threads.has('a')).toBe(false)
  })

  test('a thread is unread until it was looked at after somebody else spoke in it', () => {
    const one = thread('a', 3)
    expect(isUnread(one, new Map(), ben)).toBe(true)
    expect(isUnread(one, new Map([['a', time(2)]]), ben)).toBe(true)
    expect(isUnread(one, new Map([['a', time(3)]]), ben)).toBe(false)
    expect(isUnread(one, new Map(), ann)).toBe(false)
    expect(isUnread({ ...one, resolvedAt: time(4) }, new Map(), ben)).toBe(false)
  })

  test('lists begin with what was spoken in last', () => {
    const all = [thread('a', 1), thread('b', 3), thread('c', 2, { resolvedAt: time(9) })]
    const known = withList(noComments, list(...all), new Set())
    expect(sortedThreads(known, false).map(({ id }) => id)).toEqual(['b', 'a'])
    expect(sortedThreads(known, true).map(({ id }) => id)).toEqual(['c'])
  })
})
