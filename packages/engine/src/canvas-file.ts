import type { CanvasState } from './canvas-state.ts'
import type { Cells, CellValue } from './change.ts'
import type { ShapeId } from './ids.ts'
import type { Shape } from './shapes/shape.ts'
import { isContainerKind } from './shapes/shape-registry.ts'

/** What a file with a canvas says it is. */
export const canvasFileType = 'flowstate/canvas'
/** Raised when older readers could not make sense of the file any more. */
export const canvasFileFormat = 1

/** A picture inside a file: its media type, and its bytes as base64. */
export interface CanvasFileAsset {
  readonly type: string
  readonly data: string
}

/** A shape in a file. Without `index` it stands behind those that come later in the list. */
export interface CanvasFileShape {
  readonly id: string
  readonly kind: string
  readonly parentId: string | null
  readonly index?: string
  readonly [cell: string]: CellValue | null | undefined
}

/** A canvas, or some of its shapes, to take along: what there is to see, and nothing of how it came to be. */
export interface CanvasFile {
  readonly type: typeof canvasFileType
  readonly format: typeof canvasFileFormat
  readonly name?: string
  /** Where it comes from. */
  readonly canvasId?: string
  readonly version: number
  readonly canvas: Cells
  /** In the order of painting, containers before what is in them. */
  readonly shapes: readonly CanvasFileShape[]
  readonly assets: { readonly [assetId: string]: CanvasFileAsset }
}

export interface CanvasFileOptions {
  readonly name?: string
  readonly canvasId?: string
  /** Only these shapes, each with all that is in it. */
  readonly ids?: ReadonlySet<ShapeId>
  /** Pictures to put in; others stay on the server they are on. */
  readonly assets?: { readonly [assetId: string]: CanvasFileAsset }
}

const versions: ReadonlySet<string> = new Set(['createdVersion', 'updatedVersion'])

function fileShape(shape: Shape, isCutOut: boolean): CanvasFileShape {
  // Keys of different parents say nothing about each other: among shapes cut out the order of the list does.
  const cells = Object.entries(shape).filter(
    ([name]) => !versions.has(name) && !(isCutOut && name === 'index'),
  )
  const parentId = isCutOut ? null : shape.parentId
  return { ...Object.fromEntries(cells), id: shape.id, kind: shape.kind, parentId }
}

/** A state as a file. Pure; pictures come from outside. */
export function canvasFile(state: CanvasState, options: CanvasFileOptions = {}): CanvasFile {
  const { ids, name, canvasId, assets = {} } = options
  const shapes: CanvasFileShape[] = []
  const visit = (parentId: ShapeId | null, isInside: boolean): void => {
    for (const shape of state.children(parentId)) {
      const isChosen = isInside || ids === undefined || ids.has(shape.id)
      if (isChosen) shapes.push(fileShape(shape, ids !== undefined && !isInside))
      if (isContainerKind(shape.kind)) visit(shape.id, isChosen && ids !== undefined ? true : isInside)
    }
  }
  visit(null, false)
  return {
    type: canvasFileType,
    format: canvasFileFormat,
    ...(name === undefined ? {} : { name }),
    ...(canvasId === undefined ? {} : { canvasId }),
    version: state.version,
    canvas: state.canvas,
    shapes,
    assets,
  }
}

/** The pictures some shapes show, each once. */
export function assetIdsOf(shapes: Iterable<{ readonly [cell: string]: unknown }>): readonly string[] {
  const ids = new Set<string>()
  for (const { assetId } of shapes) if (typeof assetId === 'string') ids.add(assetId)
  return [...ids]
}
