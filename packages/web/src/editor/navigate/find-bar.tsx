import { type ShapeId, uprightBounds } from '@flowstate/engine'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import { type Editor, select } from '../editor.ts'
import { useCanvasRevision, useEditor } from '../editor-context.ts'
import { inReadingOrder } from '../reading-order.ts'
import styles from './find-bar.module.css'
import { findText } from './find-text.ts'
import { showShapes } from './show-shapes.ts'

function inOrder(editor: Editor, ids: readonly ShapeId[]): readonly ShapeId[] {
  const view = editor.port.view()
  return inReadingOrder(
    ids.flatMap((id) => {
      const shape = view.get(id)
      return shape === undefined ? [] : [{ id, box: uprightBounds(shape, editor.scene) }]
    }),
  )
}

/** Looks for text on the canvas and goes from place to place. */
export function FindBar() {
  const { t } = useTranslation()
  const editor = useEditor()
  const revision = useCanvasRevision()
  const [question, setQuestion] = useState('')
  const [current, setCurrent] = useState<ShapeId | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision is another canvas
  const found = useMemo(
    () => inOrder(editor, findText(editor.port.view(), question)),
    [editor, question, revision],
  )
  const field = useRef<HTMLInputElement>(null)

  // Asked for once more, from wherever the focus is: back to the field.
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      event.stopPropagation()
      field.current?.select()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])

  const at = current === null ? -1 : found.indexOf(current)

  const goTo = (id: ShapeId | undefined): void => {
    if (id === undefined) return
    setCurrent(id)
    editor.store.setState({ tool: 'select' })
    select(editor, [id])
    showShapes(editor, [id])
  }
  const step = (by: 1 | -1): void => {
    const from = at < 0 ? (by === 1 ? -1 : 0) : at
    goTo(found[(from + by + found.length) % Math.max(1, found.length)])
  }
  const ask = (text: string): void => {
    setQuestion(text)
    const [first] = inOrder(editor, findText(editor.port.view(), text))
    if (first === undefined) setCurrent(null)
    else goTo(first)
  }
  const close = (): void => {
    editor.store.setState({ finding: false })
    document.querySelector<HTMLElement>('[role="application"]')?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close()
    else if (event.key === 'Enter') step(event.shiftKey ? -1 : 1)
  }

  return (
    <search className={`${controls.island} ${styles.bar}`} aria-label={t('find.title')}>
      <input
        ref={field}
        className={styles.field}
        type="search"
        aria-label={t('find.title')}
        placeholder={t('find.placeholder')}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
        autoFocus
        value={question}
        onChange={(event) => ask(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className={styles.count} role="status">
        {question.trim() !== '' &&
          (found.length === 0 ? t('find.none') : t('find.count', { at: at + 1, count: found.length }))}
      </span>
      <IconButton label={t('find.previous')} disabled={found.length === 0} onClick={() => step(-1)}>
        <ChevronUp size={16} aria-hidden />
      </IconButton>
      <IconButton label={t('find.next')} disabled={found.length === 0} onClick={() => step(1)}>
        <ChevronDown size={16} aria-hidden />
      </IconButton>
      <IconButton label={t('find.close')} onClick={close}>
        <X size={16} aria-hidden />
      </IconButton>
    </search>
  )
}
