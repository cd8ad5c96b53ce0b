import { canvasFileFormat, isContainerKind, isShapeKindName } from '@flowstate/engine'
import type { Drawing, DrawnBinding, DrawnPicture, DrawnShape } from './drawing.ts'
import { inTreeOrder } from './drawn-tree.ts'
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
import { createLossList } from './loss-list.ts'

const structural = new Set([
  'id',
  'kind',
  'parentId',
  'index',
  'start',
  'end',
  'assetId',
  'createdVersion',
  'updatedVersion',
])

function bindingIn(shape: Foreign, name: 'start' | 'end'): DrawnBinding | undefined {
  const binding = member(shape, name)
  const [u, v] = listIn(binding, 'anchor')
  const key = textIn(binding, 'shapeId')
  return key !== '' && typeof u === 'number' && typeof v === 'number' ? { key, anchor: [u, v] } : undefined
}

function byIndex(a: Foreign, b: Foreign): number {
  const [one, other] = [textIn(a, 'index'), textIn(b, 'index')]
  return one < other ? -1 : one > other ? 1 : 0
}

function picturesIn(file: Foreign): ReadonlyMap<string, DrawnPicture> {
  const pictures = new Map<string, DrawnPicture>()
  const canvasId = textIn(file, 'canvasId')
  for (const shape of listIn(file, 'shapes')) {
    const assetId = textIn(shape, 'assetId')
    if (assetId !== '' && canvasId !== '') pictures.set(assetId, { kind: 'asset', canvasId, assetId })
  }
  for (const [assetId, asset] of entriesIn(file, 'assets')) {
    const data = textIn(asset, 'data')
    const type = textIn(asset, 'type')
    if (data !== '') pictures.set(assetId, { kind: 'data', url: `data:${type};base64,${data}` })
  }
  return pictures
}

/** Our own export. Cells are taken as they are: the validator judges them. */
export function readFlowstateCanvas(file: Foreign): Drawing | 'newerFormat' {
  if (numberIn(file, 'format', canvasFileFormat) > canvasFileFormat) return 'newerFormat'
  const losses = createLossList()
  const shapes = listIn(file, 'shapes').filter(isForeign).toSorted(byIndex)
  const drawn = shapes.flatMap((shape): readonly DrawnShape[] => {
    const { id, kind } = shape
    if (typeof id !== 'string' || typeof kind !== 'string' || !isShapeKindName(kind)) {
      losses.add('unknownShape', typeof kind === 'string' ? kind : '?')
      return []
    }
    const parentKey = textIn(shape, 'parentId')
    const cells = Object.fromEntries(Object.entries(shape).filter(([name]) => !structural.has(name)))
    const [start, end] = kind === 'arrow' ? [bindingIn(shape, 'start'), bindingIn(shape, 'end')] : []
    const assetId = textIn(shape, 'assetId')
    return [
      {
        key: id,
        kind,
        parentKey: parentKey === '' ? null : parentKey,
        cells,
        ...(start && { start }),
        ...(end && { end }),
        ...(kind === 'image' && { pictureKey: assetId }),
      },
    ]
  })
  const containers = new Set(drawn.filter(({ kind }) => isContainerKind(kind)).map(({ key }) => key))
  const placed = drawn.map((shape) =>
    shape.parentKey !== null && containers.has(shape.parentKey) ? shape : { ...shape, parentKey: null },
  )
  const background = textIn(objectIn(file, 'canvas'), 'background')
  return {
    shapes: inTreeOrder(placed, 1),
    pictures: picturesIn(file),
    background: background === '' ? null : background,
    losses: losses.list(),
  }
}
