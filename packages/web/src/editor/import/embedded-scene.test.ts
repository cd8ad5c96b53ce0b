import { canvasFile, writeSvg } from '@flowstate/engine'
import { readXml, stateOfShapes } from '@flowstate/engine/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plannedOfKind, planOf } from '../testing/import-plan.ts'
import { base64OfBytes, bytesOfBase64 } from './base64-bytes.ts'
import { blobOfDataUrl } from './bring-pictures.ts'
import { carriesDrawing, readDrawingBytes } from './drawing-file.ts'
import { sceneInPng, withSceneInPng } from './png-scene.ts'
import { sceneInSvg, withSceneInSvg } from './svg-scene.ts'

/** The smallest PNG there is: one clear pixel. */
const png =
  bytesOfBase64(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  ) ?? new Uint8Array()
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
const encode = (text: string) => new TextEncoder().encode(text)
const state = stateOfShapes([
  { id: 'frame-00001' as never, kind: 'frame', position: [0, 0], size: [300, 200], name: 'F' },
  {
    id: 'note-000001' as never,
    kind: 'note',
    parentId: 'frame-00001' as never,
    position: [9, 9],
    size: [50, 50],
    text: '\u{1f600} -->]]>',
  },
  {
    id: 'box-0000001' as never,
    kind: 'ellipse',
    parentId: 'frame-00001' as never,
    position: [90, 9],
    size: [50, 50],
    fill: 'red',
  },
])
const scene = JSON.stringify(canvasFile(state, { name: 'Plan' }))

describe('drawings inside of pictures', () => {
  test('any text comes back out of a PNG and an SVG as it went in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const clean = text.toWellFormed()
        expect(sceneInPng(withSceneInPng(png, clean))).toBe(clean)
        const within = withSceneInSvg(svg, clean)
        expect(sceneInSvg(within)).toBe(clean)
        readXml(within)
      }),
    )
  })

  test('the picture itself stays as it was: every part of the PNG is there, before the end', () => {
    const within = withSceneInPng(png, scene)
    const end = png.length - 12
    expect(within.subarray(0, end)).toEqual(png.subarray(0, end))
    expect(within.subarray(-12)).toEqual(png.subarray(-12))
    // Length, name, then a checksum over name and text, as readers of PNG check it.
    expect(String.fromCharCode(...within.subarray(end + 4, end + 8))).toBe('iTXt')
  })

  test.each([
    ['PNG', withSceneInPng(png, scene)],
    ['SVG', encode(withSceneInSvg(writeSvg(state, { theme: 'light' }), scene))],
    ['JSON', encode(scene)],
  ])('a canvas comes back out of %s: shapes, places, order and cells', (_, bytes) => {
    const plan = planOf(readDrawingBytes(bytes))
    const [frame] = plannedOfKind(plan, 'frame')
    expect(frame).toMatchObject({ name: 'F', size: [300, 200] })
    expect(plan.state.children(frame?.id ?? null)).toMatchObject([
      { kind: 'note', text: '\u{1f600} -->]]>', position: [9, 9] },
      { kind: 'ellipse', fill: 'red' },
    ])
    expect(plan.losses).toEqual([])
  })

  test('pictures without a drawing are pictures; damaged ones are refused', () => {
    expect([
      carriesDrawing(png),
      carriesDrawing(encode(svg)),
      carriesDrawing(withSceneInPng(png, '{')),
    ]).toEqual([false, false, true])
    expect(readDrawingBytes(png)).toEqual({ ok: false, error: 'noScene' })
    expect(readDrawingBytes(withSceneInPng(png, '{'))).toEqual({ ok: false, error: 'damaged' })
    expect(readDrawingBytes(Uint8Array.of(0xff, 0xfe, 0xc0))).toEqual({ ok: false, error: 'notText' })
  })

  test('no bytes whatsoever make reading throw', () => {
    const whole = withSceneInPng(png, scene)
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(255), fc.nat(whole.length), (at, value, length) => {
        const bytes = whole.slice(0, length)
        bytes[at] = value
        readDrawingBytes(bytes)
        carriesDrawing(bytes)
      }),
    )
  })
})

test('addresses with data are read with and without base64; others are none', async () => {
  const text = async (url: string) => [blobOfDataUrl(url)?.type, await blobOfDataUrl(url)?.text()]
  expect(await text(`data:image/png;base64,${base64OfBytes(encode('abc'))}`)).toEqual(['image/png', 'abc'])
  expect(await text('data:image/svg+xml;charset=utf-8,%3Csvg%2F%3E')).toEqual(['image/svg+xml', '<svg/>'])
  for (const url of ['https://example.org/a.png', 'data:image/png;base64,%%%', 'data:', ''])
    expect(blobOfDataUrl(url)).toBeNull()
})
