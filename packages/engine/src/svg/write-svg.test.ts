import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CanvasState } from '../canvas-state.ts'
import type { Cells, CellValue, ProposedShape } from '../change.ts'
import type { ShapeId } from '../ids.ts'
import { emptyState, writable } from '../layered-state.ts'
import { shapeKindNames } from '../shapes/shape-registry.ts'
import { arbitraryScene } from '../testing/arbitraries.ts'
import { stateOfShapes } from '../testing/state-of-shapes.ts'
import { readXml } from '../testing/well-formed-xml.ts'
import { type SvgOptions, writeSvg } from './write-svg.ts'

const light: SvgOptions = { theme: 'light' }

function shape(name: string, kind: string, cells: Cells): ProposedShape {
  return { id: `shape-${name}` as ShapeId, kind, ...cells }
}

const box = { position: [10, 20], size: [100, 50] } as const

/** Shapes as no log would let them in: what a bug or a foreign database might hold. */
function hostileState(cells: { readonly [cell: string]: CellValue | undefined }): CanvasState {
  const state = emptyState()
  const id = 'shape-hostile' as ShapeId
  const placed = { id, parentId: null, index: 'a0', createdVersion: 1, updatedVersion: 1 }
  for (const kind of shapeKindNames) {
    const known = Object.entries(cells).filter(([, value]) => value !== undefined)
    const hostile = Object.fromEntries(known) as Cells
    writable(state).put({ ...hostile, ...placed, id: `${id}-${kind}` as ShapeId, kind })
  }
  return state
}

const nasty = '"><script>alert(1)</script>&\u0000\u0008\ud800\ufffe]]><!--'
const drawnNames = 'svg defs clipPath pattern g path rect text tspan image'.split(' ')

describe('a canvas as SVG', () => {
  test('random canvases give well-formed documents of known elements, in either theme and at any size', () => {
    fc.assert(
      fc.property(
        arbitraryScene,
        fc.record({
          theme: fc.constantFrom('light' as const, 'dark' as const),
          background: fc.boolean(),
          bytesMax: fc.constantFrom(2_000, 60_000),
          isThumbnail: fc.boolean(),
        }),
        ({ state }, { theme, background, bytesMax, isThumbnail }) => {
          const size = isThumbnail ? { frame: { width: 480, height: 300 }, bytesMax } : {}
          const svg = writeSvg(state, { theme, background, ...size })
          for (const { name, attributes } of readXml(svg)) {
            expect(drawnNames).toContain(name)
            for (const value of attributes.values()) expect(value).not.toMatch(/NaN|Infinity|undefined|null/)
          }
          expect(writeSvg(state, { theme, background, ...size })).toBe(svg)
        },
      ),
      { numRuns: 150 },
    )
  })

  test('no value of a hostile shape becomes markup', () => {
    const value = fc.oneof(
      fc.constantFrom<string | number | boolean>(nasty, Number.NaN, Number.POSITIVE_INFINITY, 1e300, true),
      fc.string(),
      fc.double(),
    )
    const values = fc.oneof(value, fc.array(value, { maxLength: 9 }))
    const names =
      'position size points rotation opacity stroke strokeWidth fill fillStyle dash text font fontSize'
        .concat(
          ' textColor align verticalAlign corner sides tail name assetId crop flip startHead endHead route width',
        )
        .split(' ')
    const cells = fc.record(Object.fromEntries(names.map((name) => [name, values])), { requiredKeys: [] })
    fc.assert(
      fc.property(cells, fc.boolean(), (hostile, isSmall) => {
        const size = isSmall ? { frame: { width: 480, height: 300 }, bytesMax: 60_000 } : {}
        const svg = writeSvg(hostileState(hostile), { ...light, ...size, image: () => nasty })
        for (const { name, attributes } of readXml(svg)) {
          expect(drawnNames).toContain(name)
          for (const value of attributes.values()) expect(value).not.toMatch(/NaN|Infinity/)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('text is real text, escaped, wrapped and placed by its middle', () => {
    const text = 'a < b & "c"\u0007'
    const state = stateOfShapes([shape('aaaa', 'rectangle', { ...box, size: [300, 50], text })])
    expect(writeSvg(state, light)).toContain('<text x="150" y="32.2"')
    expect(writeSvg(state, light)).toContain('text-anchor="middle">a &lt; b &amp; &quot;c&quot;\ufffd</text>')
    const long = stateOfShapes([shape('aaaa', 'note', { ...box, text: 'one two three four five six' })])
    expect(readXml(writeSvg(long, light)).filter(({ name }) => name === 'tspan').length).toBeGreaterThan(2)
  })

  test('colours come in pairs for light and dark', () => {
    const state = stateOfShapes([shape('aaaa', 'rectangle', { ...box, stroke: 'blue', fill: 'blue' })])
    expect(writeSvg(state, light)).toContain('fill="#dfeaff" stroke="#2f6fe4"')
    expect(writeSvg(state, { theme: 'dark' })).toContain('fill="#20335a" stroke="#78a5ff"')
  })

  test('what is in a frame is cut by it, and hidden shapes are left out', () => {
    const state = stateOfShapes([
      shape('fram', 'frame', { ...box, name: 'Plan' }),
      {
        ...shape('aaaa', 'ellipse', { position: [60, 20], size: [400, 300] }),
        parentId: 'shape-fram' as ShapeId,
      },
      shape('bbbb', 'rectangle', { position: [900, 900], size: [5, 5], hidden: true }),
    ])
    const svg = writeSvg(state, { ...light, padding: 0 })
    expect(svg).toContain('<clipPath id="clip1"><path d="M10 20h100v50h-100z"/></clipPath>')
    expect(svg).toContain('<g clip-path="url(#clip1)"><g transform="translate(60 20)">')
    expect(svg).toContain('>Plan</text>')
    const [root] = readXml(svg)
    expect(Number(root?.attributes.get('width'))).toBeLessThan(200)
  })

  test('opacity, rotation and dashes are kept', () => {
    const cells = { ...box, opacity: 0.5, rotation: Math.PI / 2, dash: 'dashed', strokeWidth: 4 }
    const svg = writeSvg(stateOfShapes([shape('aaaa', 'rectangle', cells)]), light)
    expect(svg).toContain(
      'transform="rotate(90 60 45)translate(10 20)" fill-opacity=".5" stroke-opacity=".5"',
    )
    expect(svg).toContain('stroke-width="4" stroke-dasharray="14 12"')
  })

  test('chosen shapes come with what is in them, and with nothing else', () => {
    const group = shape('grou', 'group', {})
    const state = stateOfShapes([
      group,
      { ...shape('aaaa', 'text', { position: [0, 0], text: 'inside' }), parentId: group.id },
      shape('bbbb', 'text', { position: [0, 50], text: 'outside' }),
    ])
    const svg = writeSvg(state, { ...light, ids: new Set([group.id]), background: false })
    expect(svg).toContain('inside')
    expect(svg).not.toContain('outside')
  })

  test('pictures are pixels carried along; anything else leaves their place empty', () => {
    const assetId = 'ab'.repeat(32)
    const state = stateOfShapes([
      shape('aaaa', 'image', { ...box, assetId, flip: [true, false], crop: [0.5, 0, 0.5, 1] }),
    ])
    const pixels = 'data:image/png;base64,iVBORw0KGgo='
    const svg = writeSvg(state, { ...light, image: (id) => (id === assetId ? pixels : null) })
    expect(svg).toContain(`x="-100" y="0" width="200" height="50" href="${pixels}"`)
    expect(svg).toContain('transform="translate(100 0) scale(-1 1)"')
    for (const url of [
      'data:image/svg+xml;base64,AAAA',
      'https://example.org/a.png',
      'javascript:alert(1)',
    ]) {
      expect(writeSvg(state, { ...light, image: () => url })).not.toContain('<image')
    }
  })

  test('an empty canvas is an empty picture of the size asked for', () => {
    const svg = writeSvg(emptyState(), {
      theme: 'dark',
      frame: { width: 480, height: 300 },
      bytesMax: 60_000,
    })
    expect(readXml(svg).map(({ name }) => name)).toEqual(['svg', 'path'])
    expect(svg).toContain('width="480" height="300" viewBox="-240 -150 480 300"')
    expect(svg).toContain('fill="#15171b"')
  })

  test('a picture is made smaller to fit, never larger', () => {
    const state = stateOfShapes([shape('aaaa', 'rectangle', { position: [0, 0], size: [4_000, 1_000] })])
    const [root] = readXml(writeSvg(state, { ...light, sizeMax: { width: 400, height: 400 } }))
    expect(root?.attributes.get('width')).toBe('400')
    expect(Number(root?.attributes.get('height'))).toBeLessThan(140)
    const small = stateOfShapes([shape('aaaa', 'rectangle', { position: [0, 0], size: [40, 40] })])
    const [exact] = readXml(writeSvg(small, { ...light, frame: { width: 480, height: 300 } }))
    expect(exact?.attributes.get('viewBox')).toBe('-220 -130 480 300')
  })
})
