import { frameNameFont, limits, positionOf, rotationOf, stringCell } from '@flowstate/engine'
import { type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { toScreen } from '../camera.ts'
import { commit } from '../editor.ts'
import { useCamera, useCanvasRevision, useEditor } from '../editor-context.ts'
import type { TextEditing } from '../editor-store.ts'
import styles from './frame-name-field.module.css'

/** A name stays readable while it is typed, however far away the frame is. CSS pixels. */
const fontPixelsMin = 13

/** The name of a frame while it is typed, where it stands. */
export function FrameNameField({ id }: Extract<TextEditing, { kind: 'name' }>) {
  const { t } = useTranslation()
  const editor = useEditor()
  const camera = useCamera()
  useCanvasRevision()
  const field = useRef<HTMLInputElement>(null)
  const kept = useRef(false)
  useLayoutEffect(() => {
    field.current?.focus({ preventScroll: true })
    field.current?.select()
  }, [])
  const frame = editor.port.view().get(id)
  if (frame === undefined) return null
  const saved = stringCell(frame, 'name', '')

  const finish = (typed: string): void => {
    if (kept.current) return
    kept.current = true
    const name = typed.trim()
    if (name !== saved) {
      const change = { kind: 'update', id } as const
      const named = name === '' ? { ...change, set: {}, unset: ['name'] } : { ...change, set: { name } }
      commit(editor, [named], { label: 'rename frame' })
    }
    editor.store.setState({ editing: null })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
    event.preventDefault()
    finish(event.key === 'Enter' ? event.currentTarget.value : saved)
    document.querySelector<HTMLElement>('[role="application"]')?.focus({ preventScroll: true })
  }
  const fontSize = Math.max(fontPixelsMin, frameNameFont.sizePx * camera.zoom)
  const corner = toScreen(camera, positionOf(frame))
  return (
    <input
      ref={field}
      className={styles.field}
      aria-label={t('frames.name')}
      placeholder={t('shape.frame')}
      defaultValue={saved}
      maxLength={limits.nameCharactersMax}
      autoComplete="off"
      spellCheck={false}
      dir="auto"
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget }) => finish(currentTarget.value)}
      style={{
        left: corner.x,
        top: corner.y,
        fontSize,
        transform: rotationOf(frame) === 0 ? 'translateY(-100%)' : 'none',
      }}
    />
  )
}
