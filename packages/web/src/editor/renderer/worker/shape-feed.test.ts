import { apply, emptyState, type Shape, type ShapeId } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import type { ShapeNews } from './ground-messages.ts'
import { createShapeFeed } from './shape-feed.ts'
import { createShapeMirror } from './shape-mirror.ts'

const id = (name: string) => name as ShapeId

function board(names: readonly string[]) {
  const state = emptyState()
  const create = (name: string, more: object = {}) =>
    apply(state, [
      {
        kind: 'create',
        shape: { id: id(name), kind: 'rectangle', parentId: null, index: `a${name}`, ...more },
      },
    ])
  for (const name of names) create(name)
  return { state, create }
}

const shapesIn = (news: ShapeNews | null): readonly Shape[] => JSON.parse(news?.put ?? '[]')

/** What the worker has after the first sending. */
function fed(feed: ReturnType<typeof createShapeFeed>) {
  const mirror = createShapeMirror()
  for (let news = feed.nextPiece(); news !== null; news = feed.nextPiece()) mirror.take(news)
  return mirror
}

describe('the shapes a worker is sent', () => {
  test('are all of them once, in pieces, in the order they are painted', () => {
    const { state } = board(Array.from({ length: 1_201 }, (_, i) => String(i).padStart(4, '0')))
    const feed = createShapeFeed(() => state)
    const sizes: number[] = []
    const mirror = createShapeMirror()
    for (let news = feed.nextPiece(); news !== null; news = feed.nextPiece()) {
      sizes.push(shapesIn(news).length)
      mirror.take(news)
    }
    expect(sizes).toEqual([500, 500, 201])
    expect(mirror.state.children(null).map((shape) => shape.id)).toEqual(
      state.children(null).map((shape) => shape.id),
    )
    expect(feed.news('all')).toBeNull()
  })

  test('are then those that changed, came or died, and none twice', () => {
    const { state, create } = board(['a', 'b', 'c'])
    const feed = createShapeFeed(() => state)
    const mirror = fed(feed)
    apply(state, [
      { kind: 'update', id: id('a'), set: { position: [5, 6] } },
      { kind: 'delete', ids: [id('b')] },
    ])
    create('d')
    const changed = new Set([id('a'), id('b'), id('d')])
    const news = feed.news(changed)
    expect(shapesIn(news).map((shape) => shape.id)).toEqual(['a', 'd'])
    expect(news?.gone).toEqual(['b'])
    expect(feed.news(changed)).toBeNull()
    if (news !== null) expect(mirror.take(news)).toEqual(changed)
    expect(mirror.state.get(id('a'))?.position).toEqual([5, 6])
    expect(mirror.state.get(id('b'))).toBeUndefined()
    create('b')
    const again = feed.news(new Set([id('b')]))
    if (again !== null) mirror.take(again)
    expect(mirror.state.get(id('b'))).toBeDefined()
  })

  test('are found by comparison where nothing says what has changed', () => {
    const { state } = board(['a', 'b', 'c'])
    const feed = createShapeFeed(() => state)
    fed(feed)
    apply(state, [
      { kind: 'update', id: id('c'), set: { fill: 'red' } },
      { kind: 'delete', ids: [id('a')] },
    ])
    const news = feed.news('all')
    expect(shapesIn(news)).toMatchObject([{ id: 'c', fill: 'red' }])
    expect(news?.gone).toEqual(['a'])
  })

  test('what dies during the first sending is not sent, and what was sent is taken back', () => {
    const { state } = board(Array.from({ length: 600 }, (_, i) => String(i).padStart(4, '0')))
    const feed = createShapeFeed(() => state)
    feed.nextPiece()
    apply(state, [{ kind: 'delete', ids: [id('0000'), id('0599')] }])
    expect(shapesIn(feed.nextPiece())).toHaveLength(99)
    expect(feed.news(new Set([id('0000'), id('0599')]))).toEqual({ put: '[]', gone: ['0000'] })
  })

  test('come with the cells of the canvas, also those that are no more', () => {
    const { state } = board([])
    const feed = createShapeFeed(() => state)
    apply(state, [{ kind: 'canvas', set: { grid: 'dots', background: 'grey' } }])
    const mirror = fed(feed)
    expect(mirror.state.canvas).toEqual({ grid: 'dots', background: 'grey' })
    apply(state, [{ kind: 'canvas', set: { grid: 'lines' }, unset: ['background'] }])
    const news = feed.news('all')
    expect(news === null ? null : mirror.take(news)).toBe('all')
    expect(mirror.state.canvas).toEqual({ grid: 'lines' })
  })
})
