import { nameCells } from './clean-cells.ts'
import type { Drawing, DrawnShape } from './drawing.ts'
import { excalidrawPictures, excalidrawShapes } from './excalidraw-scene.ts'
import { hexColour } from './foreign-colour.ts'
import { type Foreign, isForeign, listIn, numberIn, objectIn, textIn } from './foreign-value.ts'
import { createLossList, type LossList } from './loss-list.ts'

export const excalidrawTypes: ReadonlySet<string> = new Set(['excalidraw', 'excalidraw/clipboard'])

/** A scene, from a file or from the clipboard. */
export function readExcalidrawScene(scene: Foreign): Drawing {
  const losses = createLossList()
  const shapes = excalidrawShapes(listIn(scene, 'elements'), losses)
  const behind = hexColour(textIn(objectIn(scene, 'appState'), 'viewBackgroundColor'))
  return {
    shapes,
    pictures: excalidrawPictures(scene),
    background: behind === 'none' || behind === '#ffffff' ? null : behind,
    losses: losses.list(),
  }
}

interface LibraryItem {
  readonly name: string
  readonly elements: readonly unknown[]
}

/** The first version had bare lists of elements, the second gives each a name. */
function itemsOf(library: Foreign): readonly LibraryItem[] {
  const items = [...listIn(library, 'libraryItems'), ...listIn(library, 'library')]
  return items.flatMap((item): readonly LibraryItem[] => {
    if (Array.isArray(item)) return [{ name: '', elements: item }]
    return isForeign(item) ? [{ name: textIn(item, 'name'), elements: listIn(item, 'elements') }] : []
  })
}

interface Extent {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** About how much room elements take: their turns do not matter for laying them out. */
function extentOf(elements: readonly unknown[]): Extent {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const element of elements) {
    const [x, y] = [numberIn(element, 'x', 0), numberIn(element, 'y', 0)]
    minX = Math.min(minX, x)
    minY = Math.min(minY, y)
    maxX = Math.max(maxX, x + Math.abs(numberIn(element, 'width', 0)))
    maxY = Math.max(maxY, y + Math.abs(numberIn(element, 'height', 0)))
  }
  return Number.isFinite(minX)
    ? { x: minX, y: minY, width: maxX - minX, height: maxY - minY }
    : { x: 0, y: 0, width: 0, height: 0 }
}

const gap = 80

/** Where items go in rows, about as wide together as they are high. */
function layOut(extents: readonly Extent[]): readonly { readonly dx: number; readonly dy: number }[] {
  const area = extents.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0)
  const rowWidth = extents.reduce((most, { width }) => Math.max(most, width), Math.sqrt(area) * 1.4)
  let [x, y, rowHeight] = [0, 0, 0]
  return extents.map((extent) => {
    if (x > 0 && x + extent.width > rowWidth) {
      y += rowHeight + gap
      x = 0
      rowHeight = 0
    }
    const at = { dx: x - extent.x, dy: y - extent.y }
    x += extent.width + gap
    rowHeight = Math.max(rowHeight, extent.height)
    return at
  })
}

function moved(element: unknown, { dx, dy }: { readonly dx: number; readonly dy: number }): unknown {
  if (!isForeign(element)) return element
  return { ...element, x: numberIn(element, 'x', 0) + dx, y: numberIn(element, 'y', 0) + dy }
}

/** Items use the same names for their elements now and then: each item has names of its own. */
function itemShapes(item: LibraryItem, i: number, losses: LossList): readonly DrawnShape[] {
  const own = (key: string) => `${i} ${key}`
  const shapes = excalidrawShapes(item.elements, losses).map((shape) => ({
    ...shape,
    key: own(shape.key),
    parentKey: shape.parentKey === null ? null : own(shape.parentKey),
    ...(shape.start && { start: { ...shape.start, key: own(shape.start.key) } }),
    ...(shape.end && { end: { ...shape.end, key: own(shape.end.key) } }),
  }))
  const roots = shapes.filter(({ parentKey }) => parentKey === null)
  if (roots.length < 2)
    return shapes.map((shape) =>
      shape === roots[0] ? { ...shape, cells: { ...nameCells(item.name), ...shape.cells } } : shape,
    )
  const group: DrawnShape = { key: own('item'), kind: 'group', parentKey: null, cells: nameCells(item.name) }
  return [
    group,
    ...shapes.map((shape) => (shape.parentKey === null ? { ...shape, parentKey: group.key } : shape)),
  ]
}

/** A library: every item of it as a group, side by side in rows. */
export function readExcalidrawLibrary(library: Foreign): Drawing {
  const losses = createLossList()
  const items = itemsOf(library).filter(({ elements }) => elements.length > 0)
  const places = layOut(items.map(({ elements }) => extentOf(elements)))
  const shapes = items.flatMap((item, i) => {
    const at = places[i] ?? { dx: 0, dy: 0 }
    return itemShapes({ ...item, elements: item.elements.map((element) => moved(element, at)) }, i, losses)
  })
  return { shapes, pictures: excalidrawPictures(library), background: null, losses: losses.list() }
}
