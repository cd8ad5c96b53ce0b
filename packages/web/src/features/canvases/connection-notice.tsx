import type { ConnectionStatus } from '@flowstate/client'
import { closeCodes } from '@flowstate/protocol'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useEditor, useStatusPart } from '../../editor/editor-context.ts'
import { Button } from '../../ui/button.tsx'
import controls from '../../ui/controls.module.css'
import styles from './connection-notice.module.css'
import { isSignedOut } from './signed-out.ts'

/** What has ended, or waits for a person: nothing the app mends by itself. */
export type Trouble = 'lost' | 'outdated' | 'closed' | 'full' | 'locked' | 'forbidden'

/** What a person has to know about the connection, beyond whether everything is saved; null for nothing. */
export function troubleWith(connection: ConnectionStatus): Trouble | null {
  switch (connection.name) {
    case 'paused':
      if (connection.code === 'canvas_full') return 'full'
      return connection.code === 'canvas_locked' ? 'locked' : 'forbidden'
    case 'stopped': {
      const { reason } = connection
      if (reason.kind === 'outdated') return 'outdated'
      // Who is signed out goes on drawing: the save state says so, and has the way back in.
      if (reason.kind === 'stopped' || isSignedOut(connection)) return null
      if (reason.code === closeCodes.notFound.code) return 'lost'
      return reason.code === closeCodes.clientTooOld.code ? 'outdated' : 'closed'
    }
    default:
      return null
  }
}

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
