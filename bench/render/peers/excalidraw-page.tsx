import '@excalidraw/excalidraw/index.css'
import {
  CaptureUpdateAction,
  convertToExcalidrawElements,
  Excalidraw,
  reconcileElements,
  restoreElements,
} from '@excalidraw/excalidraw'
import { createRoot } from 'react-dom/client'
import type { NeutralShape, StandalonePage } from '../render-page.ts'
import { appElement, offerPage } from './mount-when-idle.ts'

Object.assign(window, { EXCALIDRAW_ASSET_PATH: '/' })

type Mounted = Parameters<NonNullable<Parameters<typeof Excalidraw>[0]['excalidrawAPI']>>[0]
type Skeleton = NonNullable<Parameters<typeof convertToExcalidrawElements>[0]>[number]
type RemoteElements = Parameters<typeof reconcileElements>[1]
type Element = ReturnType<Mounted['getSceneElements']>[number]

const handFont = 5

function skeletonOf(shape: NeutralShape): Skeleton {
  const { id, x, y, width, height, colour, fill, text, points } = shape
  const base = { id, x, y, strokeColor: colour, strokeWidth: 1 }
  const words = { text, fontSize: 14, fontFamily: handFont }
  const pairs: [number, number][] = []
  for (let i = 0; i + 1 < points.length; i += 2) pairs.push([points[i] as number, points[i + 1] as number])
  switch (shape.kind) {
    case 'rectangle':
      return {
        ...base,
        type: 'rectangle',
        width,
        height,
        backgroundColor: fill,
        fillStyle: 'solid',
        label: words,
      } as Skeleton
    case 'ellipse':
      return {
        ...base,
        type: 'ellipse',
        width,
        height,
        backgroundColor: fill,
        fillStyle: 'solid',
      } as Skeleton
    case 'text':
      return { ...base, ...words, type: 'text' } as Skeleton
    case 'arrow':
      return { ...base, type: 'arrow', points: pairs } as Skeleton
    case 'stroke': {
      const ink: object = {
        ...base,
        type: 'freedraw',
        width,
        height,
        points: pairs,
        pressures: [],
        simulatePressure: true,
      }
      return ink as Skeleton
    }
  }
}

let mounted: Mounted | null = null
let prepared: readonly Element[] = []
let expected = 0
let taken = 0

function app(): Mounted {
  if (mounted === null) throw new Error('Excalidraw is not mounted')
  return mounted
}

function elementOf(id: string): Element {
  const element = app()
    .getSceneElements()
    .find((one) => one.id === id)
  if (element === undefined) throw new Error(`no element ${id}`)
  return element
}

const moved = (element: Element, x: number, y: number): Element => ({
  ...element,
  x,
  y,
  version: element.version + 1,
  versionNonce: element.versionNonce + 1,
})

const page: StandalonePage = {
  prepare(shapes) {
    expected = shapes.length
    const elements = convertToExcalidrawElements(shapes.map(skeletonOf), { regenerateIds: false })
    prepared = restoreElements(elements, null)
  },
  load() {
    app().updateScene({ elements: prepared, captureUpdate: CaptureUpdateAction.NEVER })
    prepared = []
  },
  // Labels are elements of their own.
  shapeCount: () => (app().getSceneElements().length >= expected ? expected : 0),
  isPainted: () => true,
  camera() {
    const { scrollX, scrollY, zoom } = app().getAppState()
    return { x: scrollX * zoom.value, y: scrollY * zoom.value, zoom: zoom.value }
  },
  setCamera({ x, y, zoom }) {
    const value = zoom as ReturnType<Mounted['getAppState']>['zoom']['value']
    app().updateScene({ appState: { zoom: { value }, scrollX: x / zoom, scrollY: y / zoom } })
  },
  showAll: () => app().scrollToContent(undefined, { fitToContent: true, animate: false }),
  select(ids) {
    const selectedElementIds: Record<string, true> = {}
    for (const id of ids) selectedElementIds[id] = true
    app().updateScene({ appState: { selectedElementIds } })
  },
  positionOf(id) {
    const { x, y } = elementOf(id)
    return { x, y }
  },
  messagesTaken: () => taken,
  // As excalidraw.com takes over what its socket brings: reconciled with the scene, which is then replaced.
  receive({ id, x, y }) {
    const local = app().getSceneElementsIncludingDeleted()
    const element = local.find((one) => one.id === id)
    if (element === undefined) return
    const label = element.boundElements?.find(({ type }) => type === 'text')
    const text = label && local.find((one) => one.id === label.id)
    const changed = [
      moved(element, x, y),
      ...(text === undefined ? [] : [moved(text, text.x + x - element.x, text.y + y - element.y)]),
    ]
    const remote: object = changed
    const elements = reconcileElements(local, remote as RemoteElements, app().getAppState())
    app().updateScene({ elements, captureUpdate: CaptureUpdateAction.NEVER })
    taken += 1
  },
}

createRoot(appElement()).render(
  <Excalidraw
    excalidrawAPI={(api) => {
      mounted = api
      offerPage(page)
    }}
  />,
)
