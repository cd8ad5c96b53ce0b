import { type Shape, type ShapeId, stringCell, uprightBounds } from '@flowstate/engine'
import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import { fitViewport, toScreen } from '../camera.ts'
import { type Editor, notify } from '../editor.ts'
import { useCamera, useCanvasRevision, useEditor, useEditorState } from '../editor-context.ts'
import { inReadingOrder } from '../reading-order.ts'
import styles from './slides.module.css'

/** The frames of the canvas as people read them. */
function slidesOf(editor: Editor): readonly ShapeId[] {
  const frames: Shape[] = []
  for (const shape of editor.port.view().shapes()) if (shape.kind === 'frame') frames.push(shape)
  return inReadingOrder(frames.map((shape) => ({ id: shape.id, box: uprightBounds(shape, editor.scene) })))
}

/** Where a key leads from a slide; null for keys that lead nowhere. */
function target(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
    case 'PageDown':
    case 'Enter':
    case ' ':
      return Math.min(count - 1, at + 1)
    case 'ArrowLeft':
    case 'ArrowUp':
    case 'PageUp':
      return Math.max(0, at - 1)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

/** Frames one after the other, each filling the window, and nothing else. */
export function Slides() {
  const { t } = useTranslation()
  const editor = useEditor()
  useCanvasRevision()
  const camera = useCamera()
  const viewport = useEditorState((state) => state.viewport)
  const [before] = useState(camera)
  const [at, setAt] = useState(0)
  const layer = useRef<HTMLElement>(null)

  const slides = slidesOf(editor)
  const index = Math.min(at, slides.length - 1)
  const frame = editor.port.view().get(slides[index] ?? ('' as ShapeId))
  const box = frame === undefined ? null : uprightBounds(frame, editor.scene)
  const { minX = 0, minY = 0, maxX = 0, maxY = 0 } = box ?? {}
  const isEmpty = box === null

  useEffect(() => {
    layer.current?.focus()
    return () => editor.store.setState({ camera: before })
  }, [editor, before])

  useEffect(() => {
    if (isEmpty) {
      editor.store.setState({ scenery: 'islands' })
      notify(editor, t('slides.none'))
    } else editor.store.setState({ camera: fitViewport([minX, minY, maxX - minX, maxY - minY], viewport) })
  }, [editor, t, isEmpty, minX, minY, maxX, maxY, viewport])

  const leave = (): void => editor.store.setState({ scenery: 'islands' })
  const count = slides.length

  // Keys mean slides wherever the focus is, before the canvas makes something of them.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isPress = event.target instanceof Element && event.target.closest('button') !== null
      if (event.key === 'Escape') editor.store.setState({ scenery: 'islands' })
      else if (!(isPress && (event.key === ' ' || event.key === 'Enter'))) {
        const next = target(event.key, index, count)
        if (next === null) return
        setAt(next)
        event.preventDefault()
      } else return
      event.stopPropagation()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [editor, index, count])

  if (isEmpty) return null
  const corner = toScreen(camera, { x: minX, y: minY })
  const end = toScreen(camera, { x: maxX, y: maxY })
  const name = frame === undefined ? '' : stringCell(frame, 'text', '') || stringCell(frame, 'name', '')
  return (
    <section ref={layer} className={styles.slides} aria-label={t('slides.title')} tabIndex={-1}>
      <div
        className={styles.frame}
        style={{ left: corner.x, top: corner.y, width: end.x - corner.x, height: end.y - corner.y }}
      />
      <div className={`${controls.island} ${styles.bar}`}>
        <IconButton
          label={t('slides.previous')}
          side="top"
          disabled={index === 0}
          onClick={() => setAt(index - 1)}
        >
          <ChevronLeft size={18} aria-hidden />
        </IconButton>
        <span className={styles.progress} role="status">
          {t('slides.progress', { at: index + 1, count })}
          {name !== '' && ` · ${name}`}
        </span>
        <IconButton
          label={t('slides.next')}
          side="top"
          disabled={index === count - 1}
          onClick={() => setAt(index + 1)}
        >
          <ChevronRight size={18} aria-hidden />
        </IconButton>
        <IconButton label={t('slides.leave')} side="top" onClick={leave}>
          <X size={18} aria-hidden />
        </IconButton>
      </div>
      <progress className={styles.line} value={index + 1} max={count} aria-hidden />
    </section>
  )
}
