import { Minimize2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { useEditor } from '../editor-context.ts'
import styles from './focus-exit.module.css'

/** The way out of focus mode, for those who do not know the key. */
export function FocusExit() {
  const { t } = useTranslation()
  const { store } = useEditor()
  return (
    <div className={styles.exit}>
      <IconButton
        label={t('focus.leave')}
        keys="Esc"
        side="left"
        onClick={() => store.setState({ scenery: 'islands' })}
      >
        <Minimize2 size={18} aria-hidden />
      </IconButton>
    </div>
  )
}
