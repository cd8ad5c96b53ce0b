import { limits, type ProposedChange, type Shape, type ShapeId, type TextDelta } from '@flowstate/engine'
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTheme } from '../app/theme-store.ts'
import { toScreen } from './camera.ts'
import type { CanvasPort } from './canvas-port.ts'
import { commit, newGesture, notify, select } from './editor.ts'
import { useCanvasRevision, useEditor, useEditorState } from './editor-context.ts'
import type { TextEditing } from './editor-store.ts'
import { stringCell } from './geometry/cell-readers.ts'
import { resolveColour } from './renderer/palette.ts'
import styles from './text-field.module.css'
import { placeText } from './text-placement.ts'
import { shapeFromProposal } from './tools/draft.ts'
import { newShape } from './tools/new-shape.ts'
import { createTypingSession } from './typing-session.ts'

/** A pause this long sends what was typed so far (TX2). */
const flushAfterMs = 300

function textOf(shape: Shape | undefined): string | null {
  return shape === undefined ? null : stringCell(shape, 'text', '')
}

/**
 * The change that sends what was typed: a delta, or the whole text while something of ours is unanswered. A delta is made on
 * top of what the server has confirmed (TX2); on a shape the server has not heard of yet it would be refused.
 */
function typedChange(
  port: CanvasPort,
  typed: { id: ShapeId; text: string; delta: TextDelta },
): ProposedChange {
  const { id, text, delta } = typed
  return port.status().pending === 0
    ? { kind: 'text', id, field: 'text', base: port.version(), delta }
    : { kind: 'update', id, set: { text } }
}

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
  useCanvasRevision()
  const [freeId] = useState(() => editor.newShapeId())
  const [gesture] = useState(() => newGesture())
  const id = editing.kind === 'shape' ? editing.id : freeId
  const live = editor.port.view().get(id)
  const field = useRef<HTMLTextAreaElement>(null)
  /** The shape as it was when it was last there. */
  const lastShape = useRef(live)
  const [session] = useState(() =>
    createTypingSession({
      read: () => textOf(editor.port.view().get(id)),
      send(delta, typed) {
        commit(editor, [typedChange(editor.port, { id, text: typed, delta })], { label: 'type', gesture })
      },
    }),
  )
  const [text, setText] = useState(() => session.current().text)

  const fresh =
    editing.kind === 'new'
      ? newShape(
          { id, kind: 'text', cells: { position: [editing.at.x, editing.at.y - 13] } },
          editor.store.getState().style,
        )
      : null
  const shape = live ?? (fresh === null ? lastShape.current : shapeFromProposal(fresh))

  // What others type comes into the field while this person types.
  const liveText = textOf(live)
  useLayoutEffect(() => {
    if (live !== undefined) lastShape.current = live
  }, [live])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the session reads the text this effect waits for
  useLayoutEffect(() => {
    const merged = session.absorb()
    const element = field.current
    if (merged === null || element === null) return
    element.value = merged.text
    element.setSelectionRange(merged.caret, merged.caret)
    setText(merged.text)
  }, [session, liveText])

  useEffect(() => {
    field.current?.focus({ preventScroll: true })
    field.current?.select()
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: each letter starts the pause anew
  useEffect(() => {
    if (editing.kind === 'new') return
    const timer = setTimeout(() => {
      // One change on its way at a time: the next is made on top of what the server answered (TX2).
      if (editor.port.status().pending === 0) session.flush()
    }, flushAfterMs)
    return () => clearTimeout(timer)
  }, [text, editing.kind, editor, session])

  const end = useRef<() => void>(() => undefined)
  end.current = () => {
    const current = editor.port.view().get(id)
    session.flush()
    const typed = session.current().text
    if (current !== undefined) {
      if (typed.trim() === '' && current.kind === 'text') {
        commit(editor, [{ kind: 'delete', ids: [id] }], { label: 'delete', gesture })
      }
      return
    }
    if (typed.trim() === '') return
    if (fresh !== null) {
      commit(editor, [{ kind: 'create', shape: { ...fresh, text: typed } }], { label: 'text', gesture })
      select(editor, [id])
      return
    }
    const lost = lastShape.current
    if (lost === undefined) return
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
  const at = toScreen(camera, placement.corner)
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
        transform: `translate(${at.x}px, ${at.y}px) rotate(${placement.rotation}rad) scale(${camera.zoom}) translateY(${shift}px)`,
      }}
    />
  )
}

/** The field over the canvas while a text is edited. */
export function TextField() {
  const editing = useEditorState((state) => state.editing)
  const readOnly = useEditorState((state) => state.readOnly)
  if (editing === null || readOnly) return null
  return <ActiveField key={editing.kind === 'shape' ? editing.id : 'new'} editing={editing} />
}
