import { roleAtLeast } from '@flowstate/protocol'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { showShortcut } from '../commands/shortcut.ts'
import { useEditor, useEditorState, useStatusPart } from '../editor-context.ts'
import { appleKeyboard } from './apple-keyboard.ts'
import { MoreShapes } from './more-shapes.tsx'
import { lateToolIcons } from './tool-icons.ts'
import { keysOf } from './tool-keys.ts'
import styles from './toolbar.module.css'

const CommentIcon = lateToolIcons.comment

/** The tools that nobody needs in the first moment. Comments are for more people than drawing is. */
export function LateTools() {
  const { t } = useTranslation()
  const { store } = useEditor()
  const readOnly = useEditorState((state) => state.readOnly)
  const active = useEditorState((state) => state.tool === 'comment')
  const tool = useEditorState((state) => state.tool)
  // Where the row is longer than the window, a tool taken by its key may be out of sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tool decides which button is pressed
  useEffect(() => {
    document
      .querySelector('[role="toolbar"] [aria-pressed="true"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [tool])
  const role = useStatusPart(({ you }) => you?.role ?? 'viewer')
  const isStopped = useStatusPart(({ connection }) => connection.name === 'stopped')
  // Where nothing can be said any more, nothing is offered; who may draw on is offered both.
  const mayComment = !isStopped && roleAtLeast(role, 'commenter')
  return (
    <>
      {(!readOnly || mayComment) && (
        <IconButton
          label={t('tool.comment')}
          keys={keysOf('comment')
            .map((key) => showShortcut(key, appleKeyboard))
            .join(' ')}
          pressed={active}
          side="top"
          className={styles.tool ?? ''}
          onClick={() => store.setState({ tool: 'comment' })}
        >
          <CommentIcon size={18} strokeWidth={1.9} aria-hidden />
        </IconButton>
      )}
      {!readOnly && <MoreShapes />}
    </>
  )
}
