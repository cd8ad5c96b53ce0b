import type { UserId } from '@flowstate/engine'
import type { HistoryEntry, Person } from '@flowstate/protocol'
import { describe, expect, test } from 'vitest'
import { authorTrack, trackGradient } from './author-track.ts'

const ann = '01900000-0000-7000-8000-000000000001' as UserId
const ben = '01900000-0000-7000-8000-000000000002' as UserId

const people = new Map<string, Person>([
  [ann, { id: ann, displayName: 'Ann', color: '#aa0000', guest: false }],
  [ben, { id: ben, displayName: 'Ben', color: '#0000bb', guest: false }],
])

function entries(authors: readonly UserId[]): HistoryEntry[] {
  return authors.map((userId, i) => ({
    version: i + 1,
    kind: 'edit',
    userId,
    createdAt: '2026-01-01T00:00:00.000Z',
    shapeIds: [],
  }))
}

describe('author track', () => {
  test('covers every version once, in order', () => {
    const track = authorTrack(
      entries(Array.from({ length: 1_000 }, (_, i) => (i % 3 === 0 ? ann : ben))),
      people,
    )
    expect(track[0]?.from).toBe(1)
    expect(track[track.length - 1]?.to).toBe(1_000)
    for (let i = 1; i < track.length; i++) expect(track[i]?.from).toBe((track[i - 1]?.to ?? 0) + 1)
  })

  test('a piece has the colour of whoever did most in it', () => {
    expect(authorTrack(entries([ann, ben]), people).map(({ colour }) => colour)).toEqual([
      '#aa0000',
      '#0000bb',
    ])
    expect(trackGradient(authorTrack(entries([ann, ben]), people))).toContain('#0000bb 50.000% 100.000%')
  })
})
