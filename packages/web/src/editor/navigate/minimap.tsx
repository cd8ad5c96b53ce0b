import {
  type Bounds,
  boundsHeight,
  boundsWidth,
  resolveColour,
  stringCell,
  unionBounds,
  uprightBounds,
} from '@flowstate/engine'
import { type PointerEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useTheme } from '../../app/theme-store.ts'
import controls from '../../ui/controls.module.css'
import type { Editor } from '../editor.ts'
import { useEditor } from '../editor-context.ts'
import styles from './minimap.module.css'

/** CSS pixels. */
const size = { width: 200, height: 132 } as const
const margin = 8
/** Between two pictures: a map may lag a little, the canvas may not. */
const intervalMs = 120

interface MapView {
  readonly scale: number
  readonly x: number
  readonly y: number
}

type Area = readonly [x: number, y: number, width: number, height: number]

const boundsOf = ([x, y, width, height]: Area): Bounds => ({
  minX: x,
  minY: y,
  maxX: x + width,
  maxY: y + height,
})

function ownArea(editor: Editor): Area {
  const { camera, viewport } = editor.store.getState()
  return [camera.x, camera.y, viewport.width / camera.zoom, viewport.height / camera.zoom]
}

/** How canvas units lie on the map: all that is drawn, and what is looked at, fit. */
function mapView(editor: Editor): MapView {
  const content = editor.scene.contentBounds()
  const own = boundsOf(ownArea(editor))
  const all = content === null ? own : (unionBounds([content, own]) ?? own)
  const scale = Math.min(
    (size.width - margin * 2) / Math.max(1, boundsWidth(all)),
    (size.height - margin * 2) / Math.max(1, boundsHeight(all)),
  )
  return {
    scale,
    x: all.minX - (size.width / scale - boundsWidth(all)) / 2,
    y: all.minY - (size.height / scale - boundsHeight(all)) / 2,
  }
}

function paint(context: CanvasRenderingContext2D, editor: Editor, theme: 'light' | 'dark'): void {
  const view = mapView(editor)
  const ratio = context.canvas.width / size.width
  const box = (area: Bounds): Area => [
    (area.minX - view.x) * view.scale,
    (area.minY - view.y) * view.scale,
    Math.max(1, boundsWidth(area) * view.scale),
    Math.max(1, boundsHeight(area) * view.scale),
  ]
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, size.width, size.height)
  for (const shape of editor.port.view().shapes()) {
    if (shape.kind === 'group') continue
    const fill = resolveColour(stringCell(shape, 'fill', 'none'), 'fill', theme)
    context.fillStyle = fill ?? resolveColour(stringCell(shape, 'stroke', 'ink'), 'line', theme) ?? '#888'
    context.globalAlpha = fill === null ? 0.35 : 0.8
    context.fillRect(...box(uprightBounds(shape, editor.scene)))
  }
  context.globalAlpha = 1
  context.lineWidth = 1.5
  for (const { participant, fields } of editor.port.presence.companions().values()) {
    if (fields.viewport === undefined) continue
    context.strokeStyle = participant.color
    context.strokeRect(...box(boundsOf(fields.viewport)))
  }
  context.strokeStyle = getComputedStyle(context.canvas).color
  context.lineWidth = 2
  context.strokeRect(...box(boundsOf(ownArea(editor))))
}

/** All of the canvas, small: what is looked at here and by others. A press or a drag goes there. */
export function Minimap() {
  const { t } = useTranslation()
  const editor = useEditor()
  const theme = useTheme((state) => state.theme)
  const canvas = useRef<HTMLCanvasElement>(null)
  /** How the map lay when it was pressed: it does not slide away under the pointer. */
  const held = useRef<MapView | null>(null)

  useEffect(() => {
    const context = canvas.current?.getContext('2d') ?? null
    if (context === null) return
    let timer: ReturnType<typeof setTimeout> | null = null
    const draw = (): void => {
      timer = null
      paint(context, editor, theme)
    }
    const schedule = (): void => {
      timer ??= setTimeout(draw, intervalMs)
    }
    const stops = [
      editor.port.subscribe({ canvas: schedule }),
      editor.port.presence.subscribe(schedule),
      editor.store.subscribe((state, before) => {
        if (state.camera !== before.camera || state.viewport !== before.viewport) schedule()
      }),
    ]
    draw()
    return () => {
      if (timer !== null) clearTimeout(timer)
      for (const stop of stops) stop()
    }
  }, [editor, theme])

  const goTo = (event: PointerEvent<HTMLCanvasElement>): void => {
    const view = held.current
    if (view === null) return
    const corner = event.currentTarget.getBoundingClientRect()
    const { camera, viewport } = editor.store.getState()
    const x = view.x + (event.clientX - corner.left) / view.scale
    const y = view.y + (event.clientY - corner.top) / view.scale
    const moved = {
      ...camera,
      x: x - viewport.width / camera.zoom / 2,
      y: y - viewport.height / camera.zoom / 2,
    }
    editor.store.setState({ camera: moved })
  }

  return (
    <div className={`${controls.island} ${styles.map}`}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('minimap.title')}
        className={styles.picture}
        width={size.width * window.devicePixelRatio}
        height={size.height * window.devicePixelRatio}
        style={{ width: size.width, height: size.height }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          held.current = mapView(editor)
          goTo(event)
        }}
        onPointerMove={goTo}
        onPointerUp={() => {
          held.current = null
        }}
        onPointerCancel={() => {
          held.current = null
        }}
      />
    </div>
  )
}
