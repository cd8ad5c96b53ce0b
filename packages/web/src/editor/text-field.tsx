import { limits, type ProposedShape, resolveColour, stringCell } from '@flowstate/engine'
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTheme } from '../app/theme-store.ts'
import { toScreen } from './camera.ts'
import { commit, newGesture, notify, select } from './editor.ts'
import { useCanvasRevision, useEditor, useEditorState } from './editor-context.ts'
import type { TextEditing } from './editor-store.ts'
import styles from './text-field.module.css'
import { placeText } from './text-placement.ts'
import { shapeFromProposal } from './tools/draft.ts'
import { newShape } from './tools/new-shape.ts'
import { flushUntilDone, typedCanvas } from './typed-shape.ts'
import { createTypingSession } from './typing-session.ts'

/** A pause this long sends what was typed so far (TX2). */
const flushAfterMs = 300

/** The difference in height between where CSS puts a baseline and where the canvas paints it, in canvas units. */
function baselineShift(font: string, capHeight: number): number {
  const context = document.createElement('canvas').getContext('2d')
  if (context === null) return 0
  context.font = font
  const { fontBoundingBoxAscent, fontBoundingBoxDescent } = context.measureText('x')
  return capHeight / 2 - (fontBoundingBoxAscent - fontBoundingBoxDescent) / 2
}

function ActiveField({ editing }: { readonly editing: TextEditing }) {
  const { t } = useTranslation()
  const editor = useEditor()
  const theme = useTheme((state) => state.theme)
  const camera = useEditorState((state) => state.camera)
  const readOnly = useEditorState((state) => state.readOnly)
  useCanvasRevision()
  const { id } = editing
  const [gesture] = useState(() => newGesture())
  const live = editor.port.view().get(id)
  const field = useRef<HTMLTextAreaElement>(null)
  /** The shape as it was when it was last there. */
  const lastShape = useRef(live)
  /** Where a text that does not exist yet goes; words make it. */
  const [at] = useState(() => (editing.kind === 'new' ? editing.at : null))
  const isMade = useRef(false)
  const fresh = (): ProposedShape | null => {
    if (at === null || isMade.current) return null
    const cells = { position: [at.x, at.y - 13] }
    return newShape({ id, kind: 'text', cells }, editor.store.getState().style)
  }
  const [session] = useState(() =>
    createTypingSession(
      typedCanvas(editor, {
        id,
        gesture,
        fresh,
        made() {
          isMade.current = true
        },
      }),
    ),
  )
  const [text, setText] = useState(() => session.current().text)
  /** Words that could not be sent when they were due go out with the next answer. */
  const isDue = useRef(false)

  const proposed = live === undefined ? fresh() : null
  const shape = live ?? (proposed === null ? lastShape.current : shapeFromProposal(proposed))

  const absorb = useCallback(() => {
    const merged = session.absorb()
    const element = field.current
    if (merged === null || element === null) return
    element.value = merged.text
    element.setSelectionRange(merged.caret, merged.caret)
    setText(merged.text)
  }, [session])
  const flush = useCallback(() => {
    isDue.current = session.flush() === 'waiting'
    const { editing: now } = editor.store.getState()
    // From now on it is a shape like any other: the canvas leaves out the text that is in the field.
    if (isMade.current && now?.kind === 'new' && now.id === id)
      editor.store.setState({ editing: { kind: 'shape', id } })
  }, [session, editor, id])

  // What others type comes into the field while this person types.
  const liveText = live === undefined ? null : stringCell(live, 'text', '')
  useLayoutEffect(() => {
    if (live !== undefined) lastShape.current = live
  }, [live])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the session reads the text this effect waits for
  useLayoutEffect(absorb, [absorb, liveText])
  useEffect(
    () =>
      editor.port.subscribe({
        status() {
          absorb()
          if (isDue.current) flush()
        },
      }),
    [editor, absorb, flush],
  )

  // Nobody's words vanish with their role: they stay in the field, to be copied.
  useEffect(() => {
    if (!readOnly) return
    const saved = editor.port.view().get(id)
    if (session.current().text !== (saved === undefined ? '' : stringCell(saved, 'text', '')))
      notify(editor, t('role.textKept'))
    else editor.store.setState({ editing: null })
  }, [readOnly, session, editor, id, t])

  useEffect(() => {
    field.current?.focus({ preventScroll: true })
    field.current?.select()
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: each letter starts the pause anew
  useEffect(() => {
    const timer = setTimeout(flush, flushAfterMs)
    return () => clearTimeout(timer)
  }, [text, flush])

  const end = useRef<() => void>(() => undefined)
  end.current = () => {
    flushUntilDone(editor.port, session)
    const current = editor.port.view().get(id)
    const typed = session.current().text
    if (current !== undefined) {
      if (typed.trim() === '' && current.kind === 'text')
        commit(editor, [{ kind: 'delete', ids: [id] }], { label: 'delete', gesture })
      else if (at !== null) select(editor, [id])
      return
    }
    const lost = lastShape.current
    if (typed.trim() === '' || lost === undefined) return
    const keptId = editor.newShapeId()
    const cells = { position: lost.position ?? [0, 0], text: typed }
    const kept = newShape({ id: keptId, kind: 'text', cells }, editor.store.getState().style)
    if (commit(editor, [{ kind: 'create', shape: kept }], { label: 'keep text', gesture })) {
      select(editor, [keptId])
      notify(editor, t('text.kept'))
    }
  }
  // The field lives as long as one text is edited: what was typed is sent when it goes, whatever made it go.
  useEffect(() => () => end.current(), [])

  if (shape === undefined) return null
  const placement = placeText({ ...shape, text: text === '' ? ' ' : text }, editor.scene)
  const { layout } = placement
  const corner = toScreen(camera, placement.corner)
  const shift = baselineShift(layout.font, layout.capHeight)
  const finish = () => editor.store.setState({ editing: null })
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key !== 'Escape' && !(event.key === 'Enter' && (event.metaKey || event.ctrlKey))) return
    event.preventDefault()
    finish()
  }

  return (
    <textarea
      ref={field}
      className={`${styles.field} ${placement.wraps ? '' : styles.free}`}
      aria-label={t('editText')}
      value={text}
      readOnly={readOnly}
      maxLength={limits.textCharactersMax}
      spellCheck={false}
      dir="auto"
      rows={1}
      onChange={(event) => {
        session.type({ text: event.target.value, caret: event.target.selectionStart })
        setText(event.target.value)
      }}
      onSelect={(event) =>
        session.type({ text: session.current().text, caret: event.currentTarget.selectionStart })
      }
      onKeyDown={onKeyDown}
      onBlur={finish}
      style={{
        width: placement.width,
        height: placement.height + layout.lineHeight * 0.3,
        font: layout.font,
        lineHeight: `${layout.lineHeight}px`,
        textAlign: placement.align,
        color: resolveColour(stringCell(shape, 'textColor', 'ink'), 'line', theme) ?? 'transparent',
        transform: `translate(${corner.x}px, ${corner.y}px) rotate(${placement.rotation}rad) scale(${camera.zoom}) translateY(${shift}px)`,
      }}
    />
  )
}

/** The field over the canvas while a text is edited. */
export function TextField() {
  const editing = useEditorState((state) => state.editing)
  if (editing === null) return null
  return <ActiveField key={editing.id} editing={editing} />
}
