import { CircleHelp, Redo2, Undo2 } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import { runCommand } from '../commands/command-registry.ts'
import { showShortcut } from '../commands/shortcut.ts'
import { notify } from '../editor.ts'
import { useEditor, useEditorState, useStatusPart } from '../editor-context.ts'
import { appleKeyboard } from './apple-keyboard.ts'
import styles from './corner-islands.module.css'

/** Undo, redo and help, bottom right. */
export function HistoryButtons() {
  const { t } = useTranslation()
  const editor = useEditor()
  const readOnly = useEditorState((state) => state.readOnly)
  const canUndo = useStatusPart((status) => status.canUndo)
  const canRedo = useStatusPart((status) => status.canRedo)

  useEffect(() => editor.port.subscribe({ nothing: () => notify(editor, t('nothingToUndo')) }), [editor, t])

  return (
    <div className={`${controls.island} ${readOnly ? (styles.onlyHelp ?? '') : ''}`}>
      {!readOnly && (
        <>
          <IconButton
            label={canUndo ? t('undo') : t('undo.offline')}
            disabled={!canUndo}
            keys={showShortcut('Mod+Z', appleKeyboard)}
            side="top"
            onClick={() => runCommand(editor, 'undo')}
          >
            <Undo2 size={17} aria-hidden />
          </IconButton>
          <IconButton
            label={canRedo ? t('redo') : t('redo.offline')}
            disabled={!canRedo}
            keys={showShortcut('Mod+Shift+Z', appleKeyboard)}
            side="top"
            onClick={() => runCommand(editor, 'redo')}
          >
            <Redo2 size={17} aria-hidden />
          </IconButton>
        </>
      )}
      <IconButton
        label={t('help')}
        keys="?"
        side="top"
        className={styles.help ?? ''}
        onClick={() => runCommand(editor, 'help')}
      >
        <CircleHelp size={17} aria-hidden />
      </IconButton>
    </div>
  )
}
