import { useTranslation } from 'react-i18next'
import { Modal } from '../../ui/modal.tsx'
import { commandSections } from '../commands/command-registry.ts'
import { showShortcut } from '../commands/shortcut.ts'
import { useEditor } from '../editor-context.ts'
import { appleKeyboard } from './apple-keyboard.ts'
import styles from './help-dialog.module.css'
import { pointerHelp } from './pointer-help.ts'

/** The shortest section below a short one: then five columns are about as high as each other. */
const inColumns = ['section.tools', 'section.edit', 'section.arrange', 'section.view', 'section.app']

/** Every command that has keys, by section. The palette has the others. */
export function HelpDialog() {
  const { t } = useTranslation()
  const { store } = useEditor()
  const sections = commandSections.toSorted((a, b) => inColumns.indexOf(a.title) - inColumns.indexOf(b.title))
  return (
    <Modal title={t('keyboardShortcuts')} wide onClose={() => store.setState({ dialog: null })}>
      <div className={styles.columns}>
        {sections.map(({ title, commands }) => (
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
        <section className={styles.section} aria-label={t('section.pointer')}>
          <h3 className={styles.heading}>{t('section.pointer')}</h3>
          {pointerHelp.map(({ word, keys }) => (
            <div key={word} className={styles.row}>
              <span>{t(word)}</span>
              <span className={styles.keys}>
                {keys !== null && <kbd>{showShortcut(keys, appleKeyboard)}</kbd>}
              </span>
            </div>
          ))}
        </section>
      </div>
    </Modal>
  )
}
