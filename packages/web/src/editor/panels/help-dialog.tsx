import { useTranslation } from 'react-i18next'
import { Modal } from '../../ui/modal.tsx'
import { commandSections } from '../commands/command-registry.ts'
import { showShortcut } from '../commands/shortcut.ts'
import { useEditor } from '../editor-context.ts'
import { appleKeyboard } from './apple-keyboard.ts'
import styles from './help-dialog.module.css'

/** Every command that has keys, by section. The palette has the others. */
export function HelpDialog() {
  const { t } = useTranslation()
  const { store } = useEditor()
  return (
    <Modal title={t('keyboardShortcuts')} wide onClose={() => store.setState({ dialog: null })}>
      <div className={styles.columns}>
        {commandSections.map(({ title, commands }) => (
          <section key={title} className={styles.section} aria-label={t(title)}>
            <h3 className={styles.heading}>{t(title)}</h3>
            {commands
              .filter(({ shortcuts }) => shortcuts.length > 0)
              .map((command) => (
                <div key={command.id} className={styles.row}>
                  <span>{t(command.id)}</span>
                  <span className={styles.keys}>
                    {command.shortcuts.slice(0, 2).map((shortcut) => (
                      <kbd key={shortcut}>{showShortcut(shortcut, appleKeyboard)}</kbd>
                    ))}
                  </span>
                </div>
              ))}
          </section>
        ))}
      </div>
    </Modal>
  )
}
