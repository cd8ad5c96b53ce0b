import {
  type Bounds,
  boundsHeight,
  boundsWidth,
  resolveColour,
  stringCell,
  type Theme,
  unionBounds,
  uprightBounds,
} from '@flowstate/engine'
import type { Editor } from '../editor.ts'

/** CSS pixels. */
export const mapSize = { width: 200, height: 132 } as const
const margin = 8

/** How canvas units lie on the map: the canvas point in its corner, and CSS pixels per canvas unit. */
export interface MapView {
  readonly x: number
  readonly y: number
  readonly scale: number
}

/** x, y, width and height. */
type Area = readonly [number, number, number, number]

const boundsOf = ([x, y, width, height]: Area): Bounds => ({
  minX: x,
  minY: y,
  maxX: x + width,
  maxY: y + height,
})

/** What is looked at, in canvas units. */
function seenArea(editor: Editor): Area {
  const { camera, viewport } = editor.store.getState()
  return [camera.x, camera.y, viewport.width / camera.zoom, viewport.height / camera.zoom]
}

/** All that is drawn, and what is looked at, fit on the map. */
export function mapView(editor: Editor): MapView {
  const content = editor.scene.contentBounds()
  const seen = boundsOf(seenArea(editor))
  const all = content === null ? seen : (unionBounds([content, seen]) ?? seen)
  const scale = Math.min(
    (mapSize.width - margin * 2) / Math.max(1, boundsWidth(all)),
    (mapSize.height - margin * 2) / Math.max(1, boundsHeight(all)),
  )
  return {
    scale,
    x: all.minX - (mapSize.width / scale - boundsWidth(all)) / 2,
    y: all.minY - (mapSize.height / scale - boundsHeight(all)) / 2,
  }
}

function onMap(view: MapView, area: Bounds): Area {
  return [
    (area.minX - view.x) * view.scale,
    (area.minY - view.y) * view.scale,
    Math.max(1, boundsWidth(area) * view.scale),
    Math.max(1, boundsHeight(area) * view.scale),
  ]
}

/** Every shape as the box it is in: in its fill where it has one, else its outline. */
function paintShapes(
  context: CanvasRenderingContext2D,
  editor: Editor,
  look: MapView & { theme: Theme },
): void {
  for (const shape of editor.port.view().shapes()) {
    if (shape.kind === 'group') continue
    const box = onMap(look, uprightBounds(shape, editor.scene))
    const fill = resolveColour(stringCell(shape, 'fill', 'none'), 'fill', look.theme)
    const stroke = resolveColour(stringCell(shape, 'stroke', 'ink'), 'line', look.theme)
    if (fill !== null) {
      context.fillStyle = fill
      context.fillRect(...box)
    }
    if (stroke === null) continue
    context.strokeStyle = stroke
    context.strokeRect(...box)
  }
}

/** Paints the map. The shapes are painted anew only when they, or how they lie on the map, have changed. */
export interface MapPainter {
  shapesChanged(): void
  paint(theme: Theme): void
}

export function createMapPainter(canvas: HTMLCanvasElement, editor: Editor): MapPainter {
  const context = canvas.getContext('2d')
  const sheet = document.createElement('canvas')
  sheet.width = canvas.width
  sheet.height = canvas.height
  const sheetContext = sheet.getContext('2d')
  const ratio = canvas.width / mapSize.width
  let painted = ''

  const refreshSheet = (view: MapView, theme: Theme): void => {
    const wanted = `${view.x} ${view.y} ${view.scale} ${theme}`
    if (sheetContext === null || painted === wanted) return
    painted = wanted
    sheetContext.setTransform(ratio, 0, 0, ratio, 0, 0)
    sheetContext.clearRect(0, 0, mapSize.width, mapSize.height)
    sheetContext.lineWidth = 0.75
    paintShapes(sheetContext, editor, { ...view, theme })
  }

  return {
    shapesChanged() {
      painted = ''
    },
    paint(theme) {
      if (context === null) return
      const view = mapView(editor)
      refreshSheet(view, theme)
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.clearRect(0, 0, canvas.width, canvas.height)
      context.globalAlpha = 0.7
      context.drawImage(sheet, 0, 0)
      context.globalAlpha = 1
      context.setTransform(ratio, 0, 0, ratio, 0, 0)
      context.lineWidth = 1.5
      for (const { participant, fields } of editor.port.presence.companions().values()) {
        if (fields.viewport === undefined) continue
        context.strokeStyle = participant.color
        context.strokeRect(...onMap(view, boundsOf(fields.viewport)))
      }
      context.strokeStyle = getComputedStyle(canvas).color
      context.lineWidth = 2
      context.strokeRect(...onMap(view, boundsOf(seenArea(editor))))
    },
  }
}
