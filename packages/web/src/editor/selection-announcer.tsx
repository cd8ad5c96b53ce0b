import type { Shape } from '@flowstate/engine'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Editor } from './editor.ts'
import { useEditor, useEditorState } from './editor-context.ts'
import styles from './editor-surface.module.css'
import { useSelectionRevision } from './panels/use-selection-revision.ts'
import { walkedShapes } from './reading-order.ts'
import { isLocked } from './selection.ts'
import { shapeName } from './shape-name.ts'

/** On a larger canvas the place of a shape among all of them says nothing, and costs much to know. */
const countedMax = 500

function nameOf(shape: Shape, editor: Editor, t: TFunction): string {
  const name = shapeName(shape, t)
  return isLocked(shape, editor.port.view()) ? t('announce.locked', { name }) : name
}

function announcement(editor: Editor, t: TFunction): string {
  const { selection, editing } = editor.store.getState()
  const [id, ...others] = selection
  if (editing !== null) return ''
  if (id === undefined) return t('announce.none')
  if (others.length > 0) return t('announce.many', { count: selection.size })
  const view = editor.port.view()
  const shape = view.get(id)
  if (shape === undefined) return ''
  const name = nameOf(shape, editor, t)
  if (view.size > countedMax) return t('announce.one', { name })
  const ids = walkedShapes(editor)
  const at = ids.indexOf(id)
  return at < 0 ? t('announce.one', { name }) : t('announce.oneOf', { name, at: at + 1, count: ids.length })
}

/** Says to screen readers what is selected. */
export function SelectionAnnouncer() {
  const { t } = useTranslation()
  const editor = useEditor()
  const selection = useEditorState((state) => state.selection)
  // Its words and kind are part of what is said.
  useSelectionRevision(selection)
  useEditorState((state) => state.editing)
  return (
    <div className={styles.hidden} aria-live="polite">
      {announcement(editor, t)}
    </div>
  )
}
