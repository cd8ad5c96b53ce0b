import type { ProposedShape, ShapeId } from '@flowstate/engine'
import { stateOfShapes } from '@flowstate/engine/testing'
import { describe, expect, test } from 'vitest'
import { pagesOf } from './pdf-pages.ts'
import { readPlainSvg } from './plain-svg.ts'

const id = (name: string) => name.padEnd(10, '_') as ShapeId
const shape = (name: string, kind: string, more: object = {}): ProposedShape => ({
  id: id(name),
  kind,
  position: [0, 0],
  size: [100, 80],
  ...more,
})

describe('pages of a PDF', () => {
  test('frames are pages in reading order, each as large as the frame', () => {
    const state = stateOfShapes([
      shape('below', 'frame', { position: [0, 300] }),
      shape('right', 'frame', { position: [500, 0] }),
      shape('left', 'frame', { position: [0, 20] }),
      shape('within', 'frame', { parentId: id('left') }),
      shape('hidden', 'frame', { hidden: true }),
      shape('outside', 'rectangle', { position: [900, 900] }),
    ])
    const pages = pagesOf(state, 'frames')
    expect(pages.map(({ ids }) => [...(ids ?? [])])).toEqual([[id('left')], [id('right')], [id('below')]])
    expect(pages[0]?.area).toEqual({ minX: 0, minY: 20, maxX: 100, maxY: 100 })
    expect(pagesOf(state, 'whole')).toEqual([{ area: null, ids: null }])
  })

  test('without a frame there is one page of everything', () => {
    const everything = [{ area: null, ids: null }]
    expect(pagesOf(stateOfShapes([shape('a', 'ellipse')]), 'frames')).toEqual(everything)
    expect(pagesOf(stateOfShapes([]), 'frames')).toEqual(everything)
  })
})

test('the painter is read element by element', () => {
  const root = readPlainSvg('<svg width="2">\n  <g a="1">\n <path d="M 0 0"/>\n </g>\n <path d="x"/></svg>\n')
  expect(root.children.map(({ name, children }) => [name, children.length])).toEqual([
    ['g', 1],
    ['path', 0],
  ])
  expect(root.children[0]?.children[0]?.attributes.get('d')).toBe('M 0 0')
})
