import { nameCells } from './clean-cells.ts'
import type { Drawing, DrawnPicture, DrawnShape } from './drawing.ts'
import { drawnExtent } from './drawn-extent.ts'
import { entriesIn, type Foreign, isForeign, listIn, member, objectIn, textIn } from './foreign-value.ts'
import { createLossList } from './loss-list.ts'
import type { TldrawRecords } from './tldraw-records.ts'
import { shapesByPage, tldrawShapes } from './tldraw-scene.ts'

/** The records of a file, of a snapshot of the store, or of a snapshot of the whole editor. */
export function tldrawRecordsIn(file: Foreign): readonly unknown[] | null {
  if (Array.isArray(member(file, 'records'))) return listIn(file, 'records')
  for (const at of [file, objectIn(file, 'document')]) {
    if (isForeign(member(at, 'store')) && member(at, 'schema') !== undefined)
      return entriesIn(at, 'store').map(([, record]) => record)
  }
  return null
}

function ofType(records: readonly unknown[], typeName: string): readonly Foreign[] {
  return records.filter(isForeign).filter((record) => textIn(record, 'typeName') === typeName)
}

function picturesIn(records: readonly unknown[]): ReadonlyMap<string, DrawnPicture> {
  return new Map(
    ofType(records, 'asset').flatMap((asset): readonly (readonly [string, DrawnPicture])[] => {
      const url = textIn(objectIn(asset, 'props'), 'src')
      return textIn(asset, 'type') === 'image' && url.startsWith('data:')
        ? [[textIn(asset, 'id'), { kind: 'data', url }]]
        : []
    }),
  )
}

function sortedRecords(records: readonly unknown[]): TldrawRecords {
  const bindings = ofType(records, 'binding').map((binding) => {
    const end = textIn(objectIn(binding, 'props'), 'terminal')
    return [`${textIn(binding, 'fromId')} ${end}`, binding] as const
  })
  const shapes = new Map(ofType(records, 'shape').map((shape) => [textIn(shape, 'id'), shape]))
  return {
    shapes,
    children: Map.groupBy(shapes.values(), (shape) => textIn(shape, 'parentId')),
    bindings: new Map(bindings),
  }
}

const pageGap = 200
const pageMargin = 60

/** Pages side by side, each in a frame with its name: a canvas is one plane. */
function pagesInFrames(
  pages: readonly { readonly key: string; readonly name: string; readonly shapes: readonly DrawnShape[] }[],
) {
  let left = 0
  return pages.flatMap(({ key, name, shapes }): readonly DrawnShape[] => {
    const extent = drawnExtent(shapes) ?? { minX: 0, minY: 0, maxX: 0, maxY: 0 }
    const [dx, dy] = [left + pageMargin - extent.minX, pageMargin - extent.minY]
    const size = [extent.maxX - extent.minX + pageMargin * 2, extent.maxY - extent.minY + pageMargin * 2]
    const frame: DrawnShape = {
      key,
      kind: 'frame',
      parentKey: null,
      cells: { position: [left, 0], size, clip: false, ...nameCells(name) },
    }
    left += (size[0] ?? 0) + pageGap
    const moved = shapes.map((shape) => {
      const [x, y] = Array.isArray(shape.cells.position) ? (shape.cells.position as readonly unknown[]) : []
      const at = typeof x === 'number' && typeof y === 'number' ? { position: [x + dx, y + dy] } : {}
      return { ...shape, parentKey: shape.parentKey ?? key, cells: { ...shape.cells, ...at } }
    })
    return [frame, ...moved]
  })
}

/** Records of a store of any version since the format has records: what changed between versions is read both ways. */
export function readTldrawRecords(records: readonly unknown[]): Drawing {
  const losses = createLossList()
  const shapes = tldrawShapes(sortedRecords(records), losses)
  const named = ofType(records, 'page')
    .toSorted((a, b) => (textIn(a, 'index') < textIn(b, 'index') ? -1 : 1))
    .map((page) => ({ key: textIn(page, 'id'), name: textIn(page, 'name') }))
  const pages = named.length === 0 ? [{ key: '', name: '' }] : named
  const byPage = shapesByPage(
    shapes,
    pages.map(({ key }) => key),
  )
  const filled = pages
    .map((page) => ({ ...page, shapes: byPage.get(page.key) ?? [] }))
    .filter((page) => page.shapes.length > 0)
  return {
    shapes: filled.length > 1 ? pagesInFrames(filled) : (filled[0]?.shapes ?? []),
    pictures: picturesIn(records),
    background: null,
    losses: losses.list(),
  }
}
