import { type PointerEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useTheme } from '../../app/theme-store.ts'
import controls from '../../ui/controls.module.css'
import { useEditor } from '../editor-context.ts'
import { createMapPainter, type MapView, mapSize, mapView } from './map-painter.ts'
import styles from './minimap.module.css'

/** Between two pictures: a map may lag a little, the canvas may not. */
const intervalMs = 120

/** All of the canvas, small: what is looked at here and by others. A press or a drag goes there. */
export function Minimap() {
  const { t } = useTranslation()
  const editor = useEditor()
  const theme = useTheme((state) => state.theme)
  const canvas = useRef<HTMLCanvasElement>(null)
  /** How the map lay when it was pressed: it does not slide away under the pointer. */
  const held = useRef<MapView | null>(null)

  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    const painter = createMapPainter(element, editor)
    let timer: ReturnType<typeof setTimeout> | null = null
    const schedule = (): void => {
      timer ??= setTimeout(() => {
        timer = null
        painter.paint(theme)
      }, intervalMs)
    }
    const stops = [
      editor.port.subscribe({
        canvas() {
          painter.shapesChanged()
          schedule()
        },
      }),
      editor.port.presence.subscribe((change) => {
        if (change === 'people') schedule()
      }),
      editor.store.subscribe((state, before) => {
        if (state.camera !== before.camera || state.viewport !== before.viewport) schedule()
      }),
    ]
    painter.paint(theme)
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
    const { zoom } = camera
    editor.store.setState({
      camera: { zoom, x: x - viewport.width / zoom / 2, y: y - viewport.height / zoom / 2 },
    })
  }

  const letGo = (): void => {
    held.current = null
  }

  return (
    <div className={`${controls.island} ${styles.map}`} data-minimap>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('minimap.title')}
        className={styles.picture}
        width={mapSize.width * window.devicePixelRatio}
        height={mapSize.height * window.devicePixelRatio}
        style={{ width: mapSize.width, height: mapSize.height }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          held.current = mapView(editor)
          goTo(event)
        }}
        onPointerMove={goTo}
        onPointerUp={letGo}
        onPointerCancel={letGo}
      />
    </div>
  )
}
