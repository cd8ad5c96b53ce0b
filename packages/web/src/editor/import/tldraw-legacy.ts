import type { Point } from '@flowstate/engine'
import {
  entriesIn,
  type Foreign,
  isForeign,
  listIn,
  member,
  numberIn,
  objectIn,
  textIn,
} from './foreign-value.ts'
import { plainAngle } from './plane-map.ts'

/** Whether this is a file of the first editor, which had a document instead of records. */
export function isTldrawLegacy(file: Foreign): boolean {
  return isForeign(member(objectIn(file, 'document'), 'pages'))
}

const colours = new Map([
  ['lightGray', 'grey'],
  ['gray', 'grey'],
  ['cyan', 'light-blue'],
  ['indigo', 'violet'],
  ['violet', 'light-violet'],
])

const sizes = new Map([
  ['small', 's'],
  ['medium', 'm'],
  ['large', 'l'],
])

function pairIn(value: unknown, key: string): readonly [number, number] {
  const [x, y] = listIn(value, key)
  return [typeof x === 'number' ? x : 0, typeof y === 'number' ? y : 0]
}

function styleProps(shape: Foreign): Foreign {
  const style = objectIn(shape, 'style')
  const colour = textIn(style, 'color', 'black')
  const font = textIn(style, 'font', 'script')
  const align = textIn(style, 'textAlign', 'middle')
  return {
    color: colours.get(colour) ?? colour,
    size: sizes.get(textIn(style, 'size')) ?? 's',
    dash: textIn(style, 'dash', 'draw'),
    fill: member(style, 'isFilled') === true ? 'solid' : 'none',
    font: font === 'script' ? 'draw' : font,
    scale: numberIn(style, 'scale', 1),
    align,
    textAlign: align,
    labelColor: 'black',
    text: textIn(shape, 'label') || textIn(shape, 'text'),
  }
}

/** It turned shapes about their middle; records turn about their corner. */
function cornerOf(at: Point, size: readonly [number, number], rotation: number): Point {
  const [halfWidth, halfHeight] = [size[0] / 2, size[1] / 2]
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)]
  return {
    x: at.x + halfWidth - halfWidth * cos + halfHeight * sin,
    y: at.y + halfHeight - halfWidth * sin - halfHeight * cos,
  }
}

function boxProps(
  shape: Foreign,
  geo: string,
): { readonly type: string; readonly size: readonly [number, number]; readonly props: Foreign } {
  const radius = pairIn(shape, 'radius')
  const size = geo === 'ellipse' ? ([radius[0] * 2, radius[1] * 2] as const) : pairIn(shape, 'size')
  return { type: 'geo', size, props: { geo, w: size[0], h: size[1] } }
}

function inkProps(shape: Foreign) {
  const points = listIn(shape, 'points').map((point) => {
    const [x, y, z] = Array.isArray(point) ? (point as readonly unknown[]) : []
    return { x, y, z }
  })
  return {
    type: 'draw',
    size: [0, 0] as const,
    props: { segments: [{ type: 'free', points }], isPen: false },
  }
}

function arrowProps(shape: Foreign) {
  const handles = objectIn(shape, 'handles')
  const end = (name: string) => {
    const [x, y] = pairIn(objectIn(handles, name), 'point')
    return { x, y }
  }
  const decorations = objectIn(shape, 'decorations')
  const [start, finish] = [end('start'), end('end')]
  const bend = numberIn(shape, 'bend', 0) * Math.hypot(finish.x - start.x, finish.y - start.y) * 0.5
  const head = (name: string) => (textIn(decorations, name) === '' ? 'none' : 'arrow')
  return {
    type: 'arrow',
    size: [0, 0] as const,
    props: { start, end: finish, bend, arrowheadStart: head('start'), arrowheadEnd: head('end') },
  }
}

function recordProps(shape: Foreign): {
  readonly type: string
  readonly size: readonly [number, number]
  readonly props: Foreign
} {
  const size = pairIn(shape, 'size')
  switch (textIn(shape, 'type')) {
    case 'rectangle':
    case 'ellipse':
    case 'triangle':
      return boxProps(shape, textIn(shape, 'type'))
    case 'sticky':
      return { type: 'note', size: [200, 200], props: {} }
    case 'text':
      return { type: 'text', size: [0, 0], props: {} }
    case 'draw':
      return inkProps(shape)
    case 'arrow':
    case 'line':
      return arrowProps(shape)
    case 'image':
    case 'video':
      return {
        type: textIn(shape, 'type'),
        size,
        props: { w: size[0], h: size[1], assetId: textIn(shape, 'assetId') },
      }
    default:
      return { type: textIn(shape, 'type'), size: [0, 0], props: {} }
  }
}

function orderKey(position: number): string {
  return String(Math.max(0, Math.round(position * 1e6))).padStart(20, '0')
}

function shapeRecord(shape: Foreign): Foreign {
  const { type, size, props } = recordProps(shape)
  const isGroup = type === 'group'
  const [x, y] = pairIn(shape, 'point')
  const rotation = isGroup ? 0 : plainAngle(numberIn(shape, 'rotation', 0))
  // Members of its groups say where they are on the page: a group is a plane of its own only in records.
  const at = isGroup ? { x: 0, y: 0 } : cornerOf({ x, y }, size, rotation)
  return {
    typeName: 'shape',
    id: textIn(shape, 'id'),
    type,
    parentId: textIn(shape, 'parentId'),
    index: orderKey(numberIn(shape, 'childIndex', 1)),
    ...at,
    rotation,
    isLocked: member(shape, 'isLocked') === true,
    props: { ...styleProps(shape), ...props },
  }
}

function bindingRecord(binding: unknown): Foreign {
  return {
    typeName: 'binding',
    fromId: textIn(binding, 'fromId'),
    toId: textIn(binding, 'toId'),
    props: { terminal: textIn(binding, 'handleId'), isPrecise: false },
  }
}

/** A document of the first editor as records of the second. */
export function legacyRecords(file: Foreign): readonly unknown[] {
  const document = objectIn(file, 'document')
  const assets = [...entriesIn(document, 'assets'), ...entriesIn(file, 'assets')].map(([id, asset]) => ({
    typeName: 'asset',
    id,
    type: textIn(asset, 'type'),
    props: { src: textIn(asset, 'src') },
  }))
  const pages = entriesIn(document, 'pages').flatMap(([id, page]) => [
    { typeName: 'page', id, name: textIn(page, 'name'), index: orderKey(numberIn(page, 'childIndex', 1)) },
    ...entriesIn(page, 'shapes').flatMap(([, shape]) => (isForeign(shape) ? [shapeRecord(shape)] : [])),
    ...entriesIn(page, 'bindings').map(([, binding]) => bindingRecord(binding)),
  ])
  return [...assets, ...pages]
}
