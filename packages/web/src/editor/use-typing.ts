import { openTyping, type TypedText } from '@flowstate/client'
import { type ProposedShape, type Shape, type ShapeId, stringCell } from '@flowstate/engine'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { takeEarlyLetters } from './early-letters.ts'
import { commit, dispatch, newGesture, notify, select } from './editor.ts'
import { useEditor } from './editor-context.ts'
import type { TextEditing } from './editor-store.ts'
import { cellsForWords } from './room-for-words.ts'
import { newShape } from './tools/new-shape.ts'
import { typingBursts } from './typing-bursts.ts'
import { typingSteps } from './typing-steps.ts'
import { freshText } from './write-text.ts'

/** What was typed goes out so often (TX2). */
const flushEveryMs = 300

export interface Typing {
  readonly text: string
  /** A text that does not exist yet, as the first words will make it. */
  fresh(): ProposedShape | null
  typed(next: TypedText): void
  moved(start: number, end: number): void
  compose(isComposing: boolean): void
  flush(): void
  undo(direction: 'undo' | 'redo'): void
}

/**
 * The life of one text being typed: opened with the field, closed when it goes, whatever made it go.
 * @param lastShape the shape as it was when it was last there
 */
export function useTyping(
  editing: TextEditing,
  field: RefObject<HTMLTextAreaElement | null>,
  lastShape: RefObject<Shape | undefined>,
): Typing {
  const { t } = useTranslation()
  const editor = useEditor()
  const { store, port } = editor
  const { id } = editing
  /** Where a text that does not exist yet goes; words make it. */
  const [at] = useState(() => (editing.kind === 'new' ? editing.at : null))
  const [bursts] = useState(() => typingBursts(newGesture))
  const [steps] = useState(typingSteps)
  const isMade = useRef(false)
  const isTyped = useRef(false)
  const isKept = useRef(false)
  /** What was done last is typing, and not taking back: a note that was too small before stays so then. */
  const needsRoom = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)

  /** A note grows with its words, which are one step with it. */
  const makeRoom = (): void => {
    const shape = needsRoom.current ? port.view().get(id) : undefined
    const set = shape === undefined ? null : cellsForWords(shape, editor.scene.ruler)
    if (set === null) return
    const gesture = bursts.gesture()
    const sent = dispatch(editor, [{ kind: 'update', id, set }], { label: 'type', gesture })
    if (sent !== null) steps.sent(sent, gesture)
  }
  const fresh = (): ProposedShape | null => {
    if (at === null || isMade.current) return null
    return freshText(editor, id, at)
  }
  const [session] = useState(() =>
    openTyping(port, {
      id,
      fresh,
      propose(changes) {
        const isNew = changes[0]?.kind === 'create'
        const gesture = bursts.gesture()
        const sent = dispatch(editor, changes, { label: isNew ? 'text' : 'type', gesture })
        // Undo in the field leaves the shape it stands in.
        if (isNew && sent !== null) isMade.current = true
        else if (sent !== null) steps.sent(sent, gesture)
        // Once the session knows that its words are on their way.
        if (sent !== null) queueMicrotask(makeRoom)
        return sent
      },
      tookBack: steps.tookBack,
      changed: (next) => show(next),
    }),
  )
  const [text, setText] = useState(() => session.current().text)

  const share = (): void => {
    const { caret, place } = session
    store.setState({ typed: { id, text: session.current().text, caret: caret(), place } })
  }
  const show = ({ text: next, start, end }: TypedText): void => {
    setText(next)
    const element = field.current
    if (element === null) return
    element.value = next
    element.setSelectionRange(start, end)
    share()
  }
  const flush = (): void => {
    if (timer.current !== null) clearTimeout(timer.current)
    timer.current = null
    session.flush()
    // Words may have gone into an edit that is still to be sent.
    makeRoom()
    share()
    // From now on it is a shape like any other: the canvas leaves out the text that is in the field.
    if (isMade.current && store.getState().editing?.kind === 'new') {
      store.setState({ editing: { kind: 'shape', id } })
    }
  }

  const rewind = (direction: 'undo' | 'redo'): void => {
    const { canUndo, canRedo } = port.status()
    bursts.end()
    if (direction === 'undo' && canUndo) steps.undo((target) => port.undo({ target }))
    if (direction === 'redo' && canRedo) steps.redo((target) => port.redo({ target }))
    session.refresh()
  }
  /** Steps asked for while letters had not gone out. */
  const waiting = useRef<readonly ('undo' | 'redo')[]>([])
  const goOn = useRef<() => void>(() => undefined)
  goOn.current = () => {
    if (waiting.current.length === 0 || session.hasUnsent()) return
    const steps = waiting.current
    waiting.current = []
    for (const step of steps) rewind(step)
  }
  useEffect(() => port.subscribe({ status: () => goOn.current() }), [port])

  /** The shape is gone, and its words are not only somebody else's: they become a text of their own. */
  const keep = (): ShapeId | null => {
    const lost = lastShape.current
    const words = session.current().text
    if (isKept.current || !isTyped.current || words.trim() === '' || lost === undefined) return null
    const keptId = editor.newShapeId()
    const cells = { position: lost.position ?? [0, 0], text: words }
    const kept = newShape({ id: keptId, kind: 'text', cells }, store.getState().style)
    if (!commit(editor, [{ kind: 'create', shape: kept }], { label: 'keep text' })) return null
    isKept.current = true
    // The words are on the canvas again, and in nobody's list of what could not be saved.
    for (const operation of session.refused()) void port.forgetFailed(operation)
    notify(editor, t('text.kept'))
    return keptId
  }
  /** Deleted under the hands of who types: they go on in the text that was kept. */
  const goOnElsewhere = useRef<() => void>(() => undefined)
  goOnElsewhere.current = () => {
    if (lastShape.current === undefined || port.view().get(id) !== undefined) return
    if (store.getState().editing?.id !== id || store.getState().readOnly) return
    const keptId = keep()
    if (keptId !== null) store.setState({ editing: { kind: 'shape', id: keptId, goesOn: true } })
  }
  // The canvas tells what happens to it while others are still to hear of it.
  useEffect(() => port.subscribe({ canvas: () => queueMicrotask(() => goOnElsewhere.current()) }), [port])

  const end = useRef<() => void>(() => undefined)
  end.current = () => {
    if (timer.current !== null) clearTimeout(timer.current)
    session.close()
    makeRoom()
    store.setState({ typed: null })
    const typed = session.current().text
    const current = port.view().get(id)
    if (current !== undefined) {
      if (typed.trim() === '' && current.kind === 'text')
        commit(editor, [{ kind: 'delete', ids: [id] }], { label: 'delete', gesture: bursts.gesture() })
      else if (at !== null) select(editor, [id])
      return
    }
    const keptId = keep()
    if (keptId !== null) select(editor, [keptId])
  }
  useEffect(() => () => end.current(), [])

  // Nobody's words vanish with their role: they stay in the field, to be copied.
  const readOnly = store.getState().readOnly
  useEffect(() => {
    if (!readOnly) return
    const saved = port.view().get(id)
    if (session.current().text !== (saved === undefined ? '' : stringCell(saved, 'text', '')))
      notify(editor, t('role.textKept'))
    else store.setState({ editing: null })
  }, [readOnly, session, editor, port, store, id, t])

  const typed = (next: TypedText): void => {
    isTyped.current = true
    needsRoom.current = true
    bursts.typed(performance.now())
    session.type(next)
    setText(next.text)
    share()
    timer.current ??= setTimeout(flush, flushEveryMs)
  }

  const open = useRef(() => {
    const { length } = session.current().text
    if (editing.kind === 'shape' && editing.goesOn === true) field.current?.setSelectionRange(length, length)
    else field.current?.select()
    const early = takeEarlyLetters(id)
    if (early !== '') typed({ text: early, start: early.length, end: early.length })
  })
  // Once: should the page be hidden and shown again around the field, nothing typed may be selected and typed over.
  const isOpened = useRef(false)
  useLayoutEffect(() => {
    field.current?.focus({ preventScroll: true })
    if (!isOpened.current) open.current()
    isOpened.current = true
  }, [field])

  return {
    text,
    fresh,
    typed,
    moved(start, endOfSelection) {
      session.type({ text: session.current().text, start, end: endOfSelection })
      share()
    },
    compose(isComposing) {
      session.compose(isComposing)
      if (!isComposing) flush()
    },
    flush,
    undo(direction) {
      needsRoom.current = false
      flush()
      if (!session.hasUnsent()) rewind(direction)
      // What waits behind an answer is the newest step: it is taken back when it has gone out, or where it is.
      else if (port.status().connection.name === 'live') waiting.current = [...waiting.current, direction]
      else if (direction === 'undo') session.discardUnsent()
    },
  }
}
