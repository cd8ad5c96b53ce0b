import type { SessionId, UserId } from '@flowstate/engine'
import { personColors } from '@flowstate/protocol'
import { describe, expect, test } from 'vitest'
import { createPresenceTable } from './presence-table.ts'

const [first, second] = personColors

const enter = (session: string, user: string, color: string) => ({
  sessionId: session as SessionId,
  userId: user as UserId,
  displayName: user,
  color,
  role: 'editor' as const,
})

describe('who is in a room', () => {
  test('PR1 two people who like the same colour show different ones, one person the same in every tab', () => {
    const table = createPresenceTable()
    expect(table.join(enter('a1', 'Ada', second)).color).toBe(second)
    expect(table.join(enter('b1', 'Ben', second)).color).toBe(first)
    expect(table.join(enter('b2', 'Ben', second)).color).toBe(first)
    expect(table.join(enter('a2', 'Ada', second)).color).toBe(second)
  })

  test('PR1 a new name and colour are those of all tabs, told once; a colour somebody else shows stays theirs', () => {
    const table = createPresenceTable()
    table.join(enter('a1', 'Ada', first))
    for (const tab of ['b1', 'b2']) table.join(enter(tab, 'Ben', second))
    const edited = { userId: 'Ben' as UserId, displayName: 'Benno', color: first, guest: false }
    const told = table.setProfile(edited)
    expect(told.map(({ sessionId, displayName }) => [sessionId, displayName])).toEqual([
      ['b1', 'Benno'],
      ['b2', 'Benno'],
    ])
    const shown = new Set(told.map(({ color }) => color))
    expect(shown.size).toBe(1)
    expect(shown.has(first)).toBe(false)
    expect(table.others('a1' as SessionId).map(({ displayName }) => displayName)).toEqual(['Benno', 'Benno'])
    expect(table.setProfile(edited)).toEqual([])
  })

  test('PR1 a new name alone leaves the colour that is shown', () => {
    const table = createPresenceTable()
    table.join(enter('a1', 'Ada', second))
    table.join(enter('c1', 'Cal', first))
    const { color } = table.join(enter('b1', 'Ben', second))
    table.leave('c1' as SessionId)
    const profile = { userId: 'Ben' as UserId, displayName: 'Benno', color: second, guest: false }
    expect(table.setProfile(profile)).toMatchObject([{ displayName: 'Benno', color }])
  })

  test('PR1 with more people than colours everybody keeps their own', () => {
    const table = createPresenceTable()
    for (const [index, color] of personColors.entries()) table.join(enter(`s${index}`, `u${index}`, color))
    expect(table.join(enter('late', 'Late', second)).color).toBe(second)
  })
})
