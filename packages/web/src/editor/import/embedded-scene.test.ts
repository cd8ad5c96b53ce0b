import { canvasFile, writeSvg } from '@flowstate/engine'
import { readXml, stateOfShapes } from '@flowstate/engine/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plannedOfKind, planOf } from '../testing/import-plan.ts'
import { base64OfBytes, bytesOfBase64 } from './base64-bytes.ts'
import { blobOfDataUrl } from './bring-pictures.ts'
import { carriesDrawing, readDrawingBytes } from './drawing-file.ts'
import { inflatedText } from './inflate-text.ts'
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

/** CRC-32 bit by bit, as the format defines it. */
function checksum(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  return ~value >>> 0
}

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
    const part = within.subarray(end, -12)
    expect(String.fromCharCode(...part.subarray(4, 8))).toBe('iTXt')
    const view = new DataView(part.buffer, part.byteOffset, part.byteLength)
    expect(view.getUint32(0)).toBe(part.length - 12)
    expect(view.getUint32(part.length - 4)).toBe(checksum(part.subarray(4, -4)))
  })

  test.each([
    ['PNG', withSceneInPng(png, scene)],
    ['SVG', encode(withSceneInSvg(writeSvg(state, { theme: 'light' }), scene))],
    ['JSON', encode(scene)],
  ])('a canvas comes back out of %s: shapes, places, order and cells', async (_, bytes) => {
    const plan = planOf(await readDrawingBytes(bytes))
    const [frame] = plannedOfKind(plan, 'frame')
    expect(frame).toMatchObject({ name: 'F', size: [300, 200] })
    expect(plan.state.children(frame?.id ?? null)).toMatchObject([
      { kind: 'note', text: '\u{1f600} -->]]>', position: [9, 9] },
      { kind: 'ellipse', fill: 'red' },
    ])
    expect(plan.losses).toEqual([])
  })

  test('pictures without a drawing are pictures; damaged ones are refused', async () => {
    expect([
      carriesDrawing(png),
      carriesDrawing(encode(svg)),
      carriesDrawing(withSceneInPng(png, '{')),
    ]).toEqual([false, false, true])
    expect(await readDrawingBytes(png)).toEqual({ ok: false, error: 'noScene' })
    expect(await readDrawingBytes(withSceneInPng(png, '{'))).toEqual({ ok: false, error: 'damaged' })
    expect(await readDrawingBytes(Uint8Array.of(0xff, 0xfe, 0xc0))).toEqual({ ok: false, error: 'notText' })
  })

  test('no bytes whatsoever make reading throw', async () => {
    const whole = withSceneInPng(png, scene)
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), fc.nat(255), fc.nat(whole.length), async (at, value, length) => {
        const bytes = whole.slice(0, length)
        bytes[at] = value
        await readDrawingBytes(bytes)
        carriesDrawing(bytes)
      }),
    )
  })
})

describe('drawings inside of pictures of Excalidraw', () => {
  const ellipse = { id: 'a', type: 'ellipse', x: 1, y: 2, width: 3, height: 4 }
  const plain = JSON.stringify({ type: 'excalidraw', elements: [ellipse] })
  const binary = (bytes: Uint8Array) => String.fromCharCode(...bytes)
  const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
  const deflated = async (text: string) => {
    const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate'))
    return new Uint8Array(await new Response(packed).arrayBuffer())
  }
  const wrapped = async () =>
    JSON.stringify({
      version: '1',
      encoding: 'bstring',
      compressed: true,
      encoded: binary(await deflated(plain)),
    })
  /** Without a checksum: nobody looks at it who reads the text. */
  const inPng = (text: string): Uint8Array => {
    const data = bytesOf(`tEXtapplication/vnd.excalidraw+json\0${text}`)
    const length = new Uint8Array(4)
    new DataView(length.buffer).setUint32(0, data.length - 4)
    return Uint8Array.of(...png.subarray(0, 33), ...length, ...data, 0, 0, 0, 0, ...png.subarray(33))
  }
  const inSvg = (version: number, bytes: Uint8Array): Uint8Array =>
    encode(
      `<svg width="1"><!-- payload-type:application/vnd.excalidraw+json --><!-- payload-version:${version} --><!-- payload-start -->${base64OfBytes(bytes)}<!-- payload-end --></svg>`,
    )

  test.each([
    ['a PNG', async () => inPng(await wrapped())],
    ['an old PNG', async () => inPng(plain)],
    ['an SVG', async () => inSvg(2, bytesOf(await wrapped()))],
    ['an old SVG', async () => inSvg(1, encode(await wrapped()))],
  ])('%s', async (_, make) => {
    const bytes = await make()
    expect(carriesDrawing(bytes)).toBe(true)
    expect(plannedOfKind(planOf(await readDrawingBytes(bytes)), 'ellipse')).toMatchObject([
      { position: [1, 2], size: [3, 4] },
    ])
  })

  test('damaged and swollen ones are refused', async () => {
    const cut = JSON.stringify({ compressed: true, encoded: binary((await deflated(plain)).subarray(0, 20)) })
    expect(await readDrawingBytes(inPng(cut))).toEqual({ ok: false, error: 'damaged' })
    expect(await inflatedText(await deflated('x'.repeat(10_000)), 9_999)).toBeNull()
  })
})

test('addresses with data are read with and without base64; others are none', async () => {
  const text = async (url: string) => [blobOfDataUrl(url)?.type, await blobOfDataUrl(url)?.text()]
  expect(await text(`data:image/png;base64,${base64OfBytes(encode('abc'))}`)).toEqual(['image/png', 'abc'])
  expect(await text('data:image/svg+xml;charset=utf-8,%3Csvg%2F%3E')).toEqual(['image/svg+xml', '<svg/>'])
  for (const url of ['https://example.org/a.png', 'data:image/png;base64,%%%', 'data:', ''])
    expect(blobOfDataUrl(url)).toBeNull()
})
