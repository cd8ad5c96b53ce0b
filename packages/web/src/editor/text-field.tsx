import { limits, type ProposedChange, type Shape, type ShapeId } from '@flowstate/engine'
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTheme } from '../app/theme-store.ts'
import { toScreen } from './camera.ts'
import { commit, type Editor, newGesture, notify, select } from './editor.ts'
import { useCanvasRevision, useEditor, useEditorState } from './editor-context.ts'
import type { TextEditing } from './editor-store.ts'
import { stringCell } from './geometry/cell-readers.ts'
import { resolveColour } from './renderer/palette.ts'
import styles from './text-field.module.css'
import { placeText } from './text-placement.ts'
import { deltaBetween, mergeRemote } from './text-session.ts'
import { shapeFromProposal } from './tools/draft.ts'
import { newShape } from './tools/new-shape.ts'

/** A pause this long sends what was typed so far (TX2). */
const flushAfterMs = 300

function textOf(shape: Shape | undefined): string {
  return shape === undefined ? '' : stringCell(shape, 'text', '')
}

/**
 * Sends what was typed: as a delta, or as the whole text while something of ours is unanswered. A delta is made on top of
 * what the server has confirmed (TX2); on a shape the server has not heard of yet it would be refused.
 */
function sendText(editor: Editor, sent: { id: ShapeId; text: string; gesture: string }): void {
  const { port } = editor
  const delta = deltaBetween(textOf(port.view().get(sent.id)), sent.text)
  if (delta.length === 0) return
  const change: ProposedChange =
    port.status().pending === 0
      ? { kind: 'text', id: sent.id, field: 'text', base: port.version(), delta }
      : { kind: 'update', id: sent.id, set: { text: sent.text } }
  commit(editor, [change], { label: 'type', gesture: sent.gesture })
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
  const [text, setText] = useState(() => textOf(live))
  const field = useRef<HTMLTextAreaElement>(null)
  /** What the canvas held when it was last looked at, and the shape as it was then. */
  const base = useRef({ text: textOf(live), shape: live })
  const latest = useRef(text)
  latest.current = text

  const fresh =
    editing.kind === 'new'
      ? newShape(
          { id, kind: 'text', cells: { position: [editing.at.x, editing.at.y - 13] } },
          editor.store.getState().style,
        )
      : null
  const shape = live ?? (fresh === null ? base.current.shape : shapeFromProposal(fresh))

  // What others type comes into the field while this person types.
  const liveText = live === undefined ? base.current.text : textOf(live)
  useLayoutEffect(() => {
    const element = field.current
    if (element === null || liveText === base.current.text) return
    const before = { text: latest.current, caret: element.selectionStart }
    const merged = mergeRemote(base.current.text, before, liveText)
    base.current = { ...base.current, text: liveText }
    if (merged.text === before.text) return
    setText(merged.text)
    element.value = merged.text
    element.setSelectionRange(merged.caret, merged.caret)
  }, [liveText])

  useEffect(() => {
    if (live !== undefined) base.current = { ...base.current, shape: live }
  }, [live])

  useEffect(() => {
    field.current?.focus({ preventScroll: true })
    field.current?.select()
  }, [])

  useEffect(() => {
    if (editing.kind === 'new') return
    const timer = setTimeout(() => {
      // One change on its way at a time: the next is made on top of what the server answered (TX2).
      if (editor.port.status().pending === 0) sendText(editor, { id, text, gesture })
    }, flushAfterMs)
    return () => clearTimeout(timer)
  }, [text, editing.kind, editor, id, gesture])

  const end = useRef(() => undefined as undefined)
  end.current = () => {
    const typed = latest.current
    const current = editor.port.view().get(id)
    if (current !== undefined) {
      sendText(editor, { id, text: typed, gesture })
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
    const lost = base.current.shape
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
      onChange={(event) => setText(event.target.value)}
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
