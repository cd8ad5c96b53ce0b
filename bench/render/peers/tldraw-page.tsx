import 'tldraw/tldraw.css'
import { getAssetUrlsByImport } from '@tldraw/assets/imports.vite'
import { createRoot } from 'react-dom/client'
import {
  b64Vecs,
  createShapeId,
  type Editor,
  getIndices,
  type IndexKey,
  type TLRecord,
  type TLShape,
  Tldraw,
  toRichText,
} from 'tldraw'
import type { NeutralShape, StandalonePage } from '../render-page.ts'
import { appElement, offerPage } from './mount-when-idle.ts'

const colourNames: Readonly<Record<string, string>> = {
  '#1f2329': 'black',
  '#dc4740': 'red',
  '#31a04a': 'green',
  '#2f6fe4': 'blue',
  '#e07a1a': 'orange',
  '#7a50d8': 'violet',
}
const zoomSteps = [0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8]

let mounted: Editor | null = null
let prepared: TLRecord[] = []
let taken = 0

function editor(): Editor {
  if (mounted === null) throw new Error('tldraw is not mounted')
  return mounted
}

function propsOf(shape: NeutralShape): { readonly type: string; readonly props: object } {
  const { width: w, height: h, text, points } = shape
  const color = colourNames[shape.colour] ?? 'black'
  const line = { color, size: 's', scale: 0.6 }
  switch (shape.kind) {
    case 'rectangle':
    case 'ellipse':
      return {
        type: 'geo',
        props: { ...line, w, h, geo: shape.kind, fill: 'solid', richText: toRichText(text) },
      }
    case 'text':
      return { type: 'text', props: { ...line, richText: toRichText(text) } }
    case 'arrow':
      return {
        type: 'arrow',
        props: { ...line, start: { x: 0, y: 0 }, end: { x: points[2], y: points[3] } },
      }
    case 'stroke': {
      const vectors: { x: number; y: number; z: number }[] = []
      for (let i = 0; i + 1 < points.length; i += 2)
        vectors.push({ x: points[i] as number, y: points[i + 1] as number, z: 0.5 })
      const segments = [{ type: 'free', path: b64Vecs.encodePoints(vectors, 2), dim: 2 }]
      return { type: 'draw', props: { ...line, segments, isComplete: true } }
    }
  }
}

function recordOf(shape: NeutralShape, index: IndexKey): TLRecord {
  const { type, props } = propsOf(shape)
  const record: object = {
    id: createShapeId(shape.id),
    typeName: 'shape',
    type,
    x: shape.x,
    y: shape.y,
    rotation: 0,
    index,
    parentId: editor().getCurrentPageId(),
    isLocked: false,
    opacity: 1,
    meta: {},
    props: {
      ...editor()
        .getShapeUtil(type as TLShape['type'])
        .getDefaultProps(),
      ...props,
    },
  }
  return record as TLRecord
}

function shapeOf(id: string): TLShape {
  const shape = editor().getShape(createShapeId(id))
  if (shape === undefined) throw new Error(`no shape ${id}`)
  return shape
}

const page: StandalonePage = {
  prepare(shapes) {
    const indices = getIndices(shapes.length)
    prepared = shapes.map((shape, i) => recordOf(shape, indices[i] as IndexKey))
  },
  load() {
    editor().store.mergeRemoteChanges(() => editor().store.put(prepared))
    prepared = []
  },
  shapeCount: () => editor().getCurrentPageShapeIds().size,
  isPainted() {
    const visible = editor().getCurrentPageShapeIds().size - editor().getCulledShapes().size
    return document.querySelectorAll('.tl-shape').length >= visible
  },
  camera() {
    const { x, y, z } = editor().getCamera()
    return { x: x * z, y: y * z, zoom: z }
  },
  setCamera({ x, y, zoom }) {
    editor().setCamera({ x: x / zoom, y: y / zoom, z: zoom }, { force: true, immediate: true })
  },
  showAll: () => void editor().zoomToFit({ immediate: true }),
  select(ids) {
    editor().setSelectedShapes(ids.map((id) => createShapeId(id)))
  },
  positionOf(id) {
    const { x, y } = shapeOf(id)
    return { x, y }
  },
  messagesTaken: () => taken,
  // As tldraw sync takes over what its socket brings.
  receive({ id, x, y }) {
    editor().store.mergeRemoteChanges(() => editor().store.put([{ ...shapeOf(id), x, y }]))
    taken += 1
  },
}

createRoot(appElement()).render(
  <Tldraw
    assetUrls={getAssetUrlsByImport()}
    options={{ maxShapesPerPage: 1_000_000 }}
    onMount={(created) => {
      mounted = created
      created.setCameraOptions({ zoomSteps })
      created.focus()
      offerPage(page)
    }}
  />,
)
