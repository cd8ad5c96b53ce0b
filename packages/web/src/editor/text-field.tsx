import type { TypedText } from '@flowstate/client'
import { limits, resolveColour, type Shape, stringCell } from '@flowstate/engine'
import { type KeyboardEvent, Suspense, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { latePart } from '../app/late-part.ts'
import { useTheme } from '../app/theme-store.ts'
import { patientLazy } from '../lib/patient-lazy.ts'
import { commandForKey } from './commands/command-registry.ts'
import { useCamera, useCanvasRevision, useEditor, useEditorState } from './editor-context.ts'
import type { TextEditing } from './editor-store.ts'
import styles from './text-field.module.css'
import { textFieldStyle } from './text-field-style.ts'
import { shapeFromProposal } from './tools/draft.ts'
import { useCaretInSight, useEndInSight } from './use-caret-in-sight.ts'
import { useTyping } from './use-typing.ts'

const FrameNameField = patientLazy(
  async () => (await latePart(import('./frames/frame-name-field.tsx'))).FrameNameField,
)

/** Kinds of input that go out without waiting (TX2). */
const atOnce: ReadonlySet<string> = new Set(['insertLineBreak', 'insertFromPaste', 'insertFromDrop'])

function contentsOf({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): TypedText {
  return { text: value, start: selectionStart, end: selectionEnd }
}

function ActiveField({ editing }: { readonly editing: TextEditing }) {
  const { t } = useTranslation()
  const editor = useEditor()
  const theme = useTheme((state) => state.theme)
  const camera = useCamera()
  const readOnly = useEditorState((state) => state.readOnly)
  useCanvasRevision()
  const live = editor.port.view().get(editing.id)
  const field = useRef<HTMLTextAreaElement>(null)
  const lastShape = useRef<Shape | undefined>(live)
  useLayoutEffect(() => {
    if (live !== undefined) lastShape.current = live
  }, [live])
  const typing = useTyping(editing, field, lastShape)
  const proposed = live === undefined ? typing.fresh() : null
  const shape = live ?? (proposed === null ? lastShape.current : shapeFromProposal(proposed))

  const look =
    shape === undefined ? undefined : textFieldStyle(editor, camera, { ...shape, text: typing.text })
  useEndInSight(field, typing.text, look?.wraps === false)

  if (shape === undefined || look === undefined) return null
  const { style, wraps } = look
  const finish = () => editor.store.setState({ editing: null })
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return
    const command = commandForKey(event.nativeEvent)?.id
    if (command === 'undo' || command === 'redo') {
      event.preventDefault()
      if (!readOnly) typing.undo(command)
    } else if (event.key === 'Escape' || (event.key === 'Enter' && (event.metaKey || event.ctrlKey))) {
      event.preventDefault()
      finish()
    }
  }

  return (
    <textarea
      ref={field}
      className={`${styles.field} ${wraps ? '' : styles.free}`}
      aria-label={t('editText')}
      value={typing.text}
      readOnly={readOnly}
      maxLength={limits.textCharactersMax}
      spellCheck={false}
      dir="auto"
      rows={1}
      onChange={({ target, nativeEvent }) => {
        typing.typed(contentsOf(target))
        const kind = nativeEvent instanceof InputEvent ? nativeEvent.inputType : ''
        if (atOnce.has(kind)) typing.flush()
      }}
      onSelect={({ currentTarget }) => typing.moved(currentTarget.selectionStart, currentTarget.selectionEnd)}
      onKeyDown={onKeyDown}
      onCompositionStart={() => typing.compose(true)}
      onCompositionEnd={({ currentTarget }) => {
        // Some browsers tell of the last letters only after this.
        typing.typed(contentsOf(currentTarget))
        typing.compose(false)
      }}
      onBlur={finish}
      style={{
        ...style,
        color: resolveColour(stringCell(shape, 'textColor', 'ink'), 'line', theme) ?? 'transparent',
      }}
    />
  )
}

/** The field over the canvas while a text is edited. */
export function TextField() {
  const editing = useEditorState((state) => state.editing)
  useCaretInSight(editing !== null)
  if (editing === null) return null
  if (editing.kind === 'name')
    return (
      <Suspense fallback={null}>
        <FrameNameField key={editing.id} {...editing} />
      </Suspense>
    )
  return <ActiveField key={editing.id} editing={editing} />
}
