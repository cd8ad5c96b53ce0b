import { useTranslation } from 'react-i18next'
import { Modal } from '../../ui/modal.tsx'
import { commands } from '../commands/command-registry.ts'
import { showShortcut } from '../commands/shortcut.ts'
import { useEditor } from '../editor-context.ts'
import { appleKeyboard } from './apple-keyboard.ts'
import styles from './help-dialog.module.css'

/** Every command with its keys. */
export function HelpDialog() {
  const { t } = useTranslation()
  const { store } = useEditor()
  return (
    <Modal title={t('keyboardShortcuts')} onClose={() => store.setState({ helpOpen: false })}>
      <div className={styles.columns}>
        {commands.map((command) => (
          <div key={command.id} className={styles.row}>
            <span>{t(command.id)}</span>
            <span className={styles.keys}>
              {command.shortcuts.slice(0, 2).map((shortcut) => (
                <kbd key={shortcut}>{showShortcut(shortcut, appleKeyboard)}</kbd>
              ))}
            </span>
          </div>
        ))}
      </div>
    </Modal>
  )
}
