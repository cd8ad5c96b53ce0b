import { type Canvas, nameTextMax } from '@flowstate/protocol'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rereadAnswers } from '../../app/query-store.ts'
import { useServices } from '../../app/services.ts'
import { notify } from '../../editor/editor.ts'
import { useEditor } from '../../editor/editor-context.ts'
import styles from './canvas-menu.module.css'
import { titled } from './titled-canvas.ts'
import { rememberCanvas } from './visited-canvases.ts'

/** The canvas' name; a click changes it. */
export function CanvasName({ canvas, mayRename }: { readonly canvas: Canvas; readonly mayRename: boolean }) {
  const { t } = useTranslation()
  const editor = useEditor()
  const { rest } = useServices()
  const given = titled(canvas).name
  const [name, setName] = useState(given)
  const [editing, setEditing] = useState(false)

  useEffect(() => setName(given), [given])

  useEffect(() => {
    document.title = `${name} · FlowState`
  }, [name])

  const rename = async (typed: string): Promise<void> => {
    setEditing(false)
    const next = typed.trim()
    if (next === '' || next === name) return
    const before = name
    setName(next)
    try {
      await rest.request({ method: 'PATCH', path: `/canvases/${canvas.id}`, body: { name: next } })
      rememberCanvas({ id: canvas.id, name: next })
      await rereadAnswers(['canvases'])
    } catch (error) {
      setName(before)
      notify(editor, error instanceof Error ? error.message : t('error.offline'))
    }
  }

  if (editing) {
    return (
      <input
        className={styles.nameField}
        aria-label={t('canvasName')}
        defaultValue={name}
        maxLength={nameTextMax}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
        autoFocus
        onFocus={(event) => event.target.select()}
        onBlur={(event) => void rename(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
          if (event.key === 'Escape') setEditing(false)
        }}
      />
    )
  }
  return (
    <button
      type="button"
      className={styles.name}
      disabled={!mayRename}
      title={t('rename')}
      onClick={() => setEditing(true)}
    >
      <span>{name}</span>
    </button>
  )
}
