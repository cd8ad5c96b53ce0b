import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useEditor, useStatusPart } from '../../editor/editor-context.ts'
import { Button } from '../../ui/button.tsx'
import controls from '../../ui/controls.module.css'
import { troubleWith } from './canvas-trouble.ts'
import styles from './connection-notice.module.css'

/** Over the canvas, when work on it cannot simply go on: why, what became of the work, and what to do. */
export function ConnectionNotice() {
  const { t } = useTranslation()
  const { port } = useEditor()
  const trouble = useStatusPart(({ connection }) => troubleWith(connection))
  const pending = useStatusPart((status) => status.pending)
  if (trouble === null) return null
  // What is not there will hardly be there the next time.
  const isLost = trouble === 'lost'
  return (
    <section className={styles.notice} role="alert">
      <h2>{t(`trouble.${trouble}`)}</h2>
      <p>
        {t(`trouble.${trouble}.text`)} {pending > 0 && t('trouble.kept', { count: pending })}
      </p>
      <div className={styles.actions}>
        {trouble === 'outdated' ? (
          <Button look="primary" onClick={() => window.location.reload()}>
            {t('trouble.reload')}
          </Button>
        ) : (
          <Button look={isLost ? 'plain' : 'primary'} onClick={() => port.retry()}>
            {t('retry')}
          </Button>
        )}
        <Link to="/home" className={isLost ? `${controls.button} ${controls.primary}` : controls.button}>
          {t('error.home')}
        </Link>
      </div>
    </section>
  )
}
