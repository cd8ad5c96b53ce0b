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

  test('PR1 with more people than colours everybody keeps their own', () => {
    const table = createPresenceTable()
    for (const [index, color] of personColors.entries()) table.join(enter(`s${index}`, `u${index}`, color))
    expect(table.join(enter('late', 'Late', second)).color).toBe(second)
  })
})
