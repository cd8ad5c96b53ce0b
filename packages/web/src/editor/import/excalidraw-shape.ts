import type { ShapeKindName } from '@flowstate/engine'
import { linkCells, nameCells } from './clean-cells.ts'
import type { DrawnShape } from './drawing.ts'
import { arrowShape, inkShape, lineShape, type Targets } from './excalidraw-path.ts'
import { commonCells, cornerOf, fillCells, lineCells } from './excalidraw-style.ts'
import { boxOf, textShape } from './excalidraw-text.ts'
import { type Foreign, isForeign, listIn, member, numberIn, textIn } from './foreign-value.ts'
import type { LossList } from './loss-list.ts'
import { plainAngle } from './plane-map.ts'

type Part = Omit<DrawnShape, 'parentKey'>

const boxKinds = new Map<string, ShapeKindName>([
  ['rectangle', 'rectangle'],
  ['ellipse', 'ellipse'],
  ['diamond', 'diamond'],
  ['image', 'image'],
  ['frame', 'frame'],
  ['magicframe', 'frame'],
  ['embeddable', 'rectangle'],
  ['iframe', 'rectangle'],
])

/** The kind of an element that has a box arrows can be tied to. */
export function boxKindOf(element: Foreign): ShapeKindName | undefined {
  return boxKinds.get(textIn(element, 'type'))
}

function placeOf(element: Foreign): { readonly [cell: string]: unknown } {
  const { x, y, width, height } = boxOf(element)
  const rotation = plainAngle(numberIn(element, 'angle', 0))
  return { position: [x, y], size: [width, height], ...(rotation === 0 ? {} : { rotation }) }
}

function cropOf(element: Foreign): { readonly crop?: readonly number[] } {
  const crop = member(element, 'crop')
  if (!isForeign(crop)) return {}
  const [wide, high] = [numberIn(crop, 'naturalWidth', 0), numberIn(crop, 'naturalHeight', 0)]
  if (wide <= 0 || high <= 0) return {}
  const part = [
    numberIn(crop, 'x', 0) / wide,
    numberIn(crop, 'y', 0) / high,
    numberIn(crop, 'width', wide) / wide,
    numberIn(crop, 'height', high) / high,
  ]
  return part.every((value) => value >= 0 && value <= 1.001)
    ? { crop: part.map((value) => Math.min(1, value)) }
    : {}
}

function imageShape(element: Foreign, key: string): Part {
  const [across, down] = listIn(element, 'scale')
  const cells = {
    ...commonCells(element),
    ...placeOf(element),
    ...cropOf(element),
    ...(across === -1 || down === -1 ? { flip: [across === -1, down === -1] } : {}),
  }
  return { key, kind: 'image', cells, pictureKey: textIn(element, 'fileId') }
}

function boxShape(element: Foreign, key: string, losses: LossList): Part {
  const type = textIn(element, 'type')
  const { width, height } = boxOf(element)
  const corner = type === 'ellipse' ? 0 : cornerOf(element, width, height)
  const isEmbed = type === 'embeddable' || type === 'iframe'
  if (isEmbed) losses.add('simplified', type)
  const address = isEmbed ? textIn(element, 'link').slice(0, 300) : ''
  const cells = {
    ...commonCells(element),
    ...placeOf(element),
    ...lineCells(element),
    ...fillCells(element),
    ...(corner > 0 ? { corner } : {}),
    ...(address === '' ? {} : { text: address.toWellFormed(), font: 'sans', fontSize: 14 }),
  }
  return { key, kind: boxKinds.get(type) ?? 'rectangle', cells }
}

function partOf(
  element: Foreign,
  key: string,
  scene: { readonly targets: Targets; readonly losses: LossList },
): Part | null {
  const { losses } = scene
  const type = textIn(element, 'type')
  switch (type) {
    case 'rectangle':
    case 'ellipse':
    case 'diamond':
    case 'embeddable':
    case 'iframe':
      return boxShape(element, key, losses)
    case 'frame':
    case 'magicframe':
      return {
        key,
        kind: 'frame',
        // Its frames have no surface of their own.
        cells: {
          ...commonCells(element),
          ...placeOf(element),
          ...nameCells(textIn(element, 'name')),
          fill: 'none',
        },
      }
    case 'image':
      return imageShape(element, key)
    case 'arrow':
      return arrowShape(element, key, scene)
    case 'line':
    case 'draw':
      return lineShape(element, key, losses)
    case 'freedraw':
      return inkShape(element, key, losses)
    case 'text':
      return textShape(element, key, losses)
    // What was selected when an old file was saved.
    case 'selection':
      return null
    default:
      losses.add('unknownShape', type === '' ? '?' : type)
      return null
  }
}

/** One element as a shape, without its place in groups and frames; null where there is nothing to see. */
export function excalidrawShape(
  element: Foreign,
  key: string,
  scene: { readonly targets: Targets; readonly losses: LossList },
): Part | null {
  const part = partOf(element, key, scene)
  if (part === null) return null
  return { ...part, cells: { ...part.cells, ...linkCells(textIn(element, 'link')) } }
}
