import type { ShapeKindName } from '@flowstate/engine'
import type { DrawnPicture, DrawnShape } from './drawing.ts'
import { inTreeOrder } from './drawn-tree.ts'
import type { Targets } from './excalidraw-path.ts'
import { boxKindOf, excalidrawShape } from './excalidraw-shape.ts'
import { boxOf, labelCellsOf } from './excalidraw-text.ts'
import { entriesIn, type Foreign, isForeign, listIn, member, numberIn, textIn } from './foreign-value.ts'
import type { LossList } from './loss-list.ts'
import { plainAngle } from './plane-map.ts'

function livingElements(elements: readonly unknown[]): ReadonlyMap<string, Foreign> {
  const living = new Map<string, Foreign>()
  elements.forEach((element, i) => {
    if (!isForeign(element) || member(element, 'isDeleted') === true) return
    const id = textIn(element, 'id') || `element-${i}`
    if (!living.has(id)) living.set(id, element)
  })
  return living
}

/** A text that is the label of something else is no shape of its own. */
function targetKindOf(element: Foreign, living: ReadonlyMap<string, Foreign>): ShapeKindName | undefined {
  const isFreeText = textIn(element, 'type') === 'text' && !living.has(textIn(element, 'containerId'))
  return isFreeText ? 'text' : boxKindOf(element)
}

function targetsIn(living: ReadonlyMap<string, Foreign>): Targets {
  return {
    boxOf(key) {
      const element = living.get(key)
      const kind = element === undefined ? undefined : targetKindOf(element, living)
      if (element === undefined || kind === undefined) return undefined
      return { ...boxOf(element), kind, rotation: plainAngle(numberIn(element, 'angle', 0)) }
    },
  }
}

/** Which text is the label of which element. */
function labelsIn(living: ReadonlyMap<string, Foreign>): ReadonlyMap<string, Foreign> {
  const labels = new Map<string, Foreign>()
  for (const element of living.values()) {
    if (textIn(element, 'type') !== 'text') continue
    const containerId = textIn(element, 'containerId')
    const container = living.get(containerId)
    if (container === undefined || labels.has(containerId)) continue
    if (['rectangle', 'ellipse', 'diamond', 'arrow', 'line'].includes(textIn(container, 'type')))
      labels.set(containerId, element)
  }
  return labels
}

const groupKey = (id: string): string => `group ${id}`

/** The groups of an element that have not been met yet, the outermost first, each in the one around it. */
function newGroups(element: Foreign, frameKey: string | null, met: Set<string>): readonly DrawnShape[] {
  const ids = listIn(element, 'groupIds').filter((id) => typeof id === 'string')
  return ids.toReversed().flatMap((id, i, outermostFirst): readonly DrawnShape[] => {
    if (met.has(id)) return []
    met.add(id)
    const outer = outermostFirst[i - 1]
    return [
      {
        key: groupKey(id),
        kind: 'group',
        parentKey: outer === undefined ? frameKey : groupKey(outer),
        cells: {},
      },
    ]
  })
}

function frameOf(element: Foreign, living: ReadonlyMap<string, Foreign>): string | null {
  const frameId = textIn(element, 'frameId')
  const frame = living.get(frameId)
  return frame !== undefined && boxKindOf(frame) === 'frame' && frame !== element ? frameId : null
}

/** The elements of a scene as shapes: labels in their shapes, groups and frames as parents, the order of painting kept. */
export function excalidrawShapes(elements: readonly unknown[], losses: LossList): readonly DrawnShape[] {
  const living = livingElements(elements)
  const targets = targetsIn(living)
  const labels = labelsIn(living)
  const asLabel = new Set(labels.values())
  const met = new Set<string>()
  const shapes: DrawnShape[] = []
  for (const [key, element] of living) {
    if (asLabel.has(element)) continue
    const part = excalidrawShape(element, key, { targets, losses })
    if (part === null) continue
    const label = labels.get(key)
    const words = label === undefined ? {} : labelCellsOf(label, { kind: part.kind, element }, losses)
    const frameKey = frameOf(element, living)
    shapes.push(...newGroups(element, frameKey, met))
    const [innermost] = listIn(element, 'groupIds').filter((id) => typeof id === 'string')
    const parentKey = innermost === undefined ? frameKey : groupKey(innermost)
    shapes.push({ ...part, parentKey, cells: { ...part.cells, ...words } })
  }
  return inTreeOrder(shapes)
}

/** The pictures that came along in a scene. */
export function excalidrawPictures(scene: unknown): ReadonlyMap<string, DrawnPicture> {
  return new Map(
    entriesIn(scene, 'files').flatMap(([id, file]): readonly (readonly [string, DrawnPicture])[] => {
      const url = textIn(file, 'dataURL')
      return url.startsWith('data:') ? [[id, { kind: 'data', url }]] : []
    }),
  )
}
