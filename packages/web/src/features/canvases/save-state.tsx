import type { ClientStatus, SignedIn } from '@flowstate/client'
import type { TFunction } from 'i18next'
import { Check, CloudOff, LoaderCircle, LogIn, Pause, TriangleAlert } from 'lucide-react'
import { type ReactNode, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { latePart } from '../../app/late-part.ts'
import { useEditor, useStatusPart } from '../../editor/editor-context.ts'
import { patientLazy } from '../../lib/patient-lazy.ts'
import primitives from '../../ui/primitives.module.css'
import styles from './save-state.module.css'
import { isSignedOut } from './signed-out.ts'

const FailedDialog = patientLazy(async () => (await latePart(import('./failed-dialog.tsx'))).FailedDialog)

const SignedOutDialog = patientLazy(
  async () => (await latePart(import('../auth/signed-out-dialog.tsx'))).SignedOutDialog,
)

interface Face {
  readonly icon: ReactNode
  readonly words: string
  readonly look: 'saved' | 'busy' | 'waiting'
}

function faceOf(status: ClientStatus, online: boolean, t: TFunction): Face {
  const { pending, kept, outboxWorks } = status
  // The browser knows of a lost network before the socket does.
  if (isSignedOut(status.connection))
    return {
      icon: <CloudOff size={14} aria-hidden />,
      words: kept === 0 ? t('signedOut.state') : t('signedOut.waiting', { count: kept }),
      look: 'waiting',
    }
  const connection =
    online || status.connection.name === 'stopped' ? status.connection : ({ name: 'offline' } as const)
  switch (connection.name) {
    case 'connecting':
      return { icon: <LoaderCircle size={14} aria-hidden />, words: t('save.connecting'), look: 'busy' }
    case 'live':
      return pending === 0
        ? { icon: <Check size={14} aria-hidden />, words: t('save.saved'), look: 'saved' }
        : { icon: <LoaderCircle size={14} aria-hidden />, words: t('save.saving'), look: 'busy' }
    case 'offline': {
      // The number is what may be relied upon: what is on its way to the disk is not counted yet.
      const count = outboxWorks ? kept : pending
      return {
        icon: <CloudOff size={14} aria-hidden />,
        words: count === 0 ? t('save.offline') : t('save.offlineWaiting', { count }),
        look: 'waiting',
      }
    }
    case 'paused':
      return { icon: <Pause size={14} aria-hidden />, words: t('save.paused'), look: 'waiting' }
    case 'stopped':
      return { icon: <CloudOff size={14} aria-hidden />, words: t('save.stopped'), look: 'waiting' }
  }
}

function subscribeOnline(notify: () => void): () => void {
  window.addEventListener('online', notify)
  window.addEventListener('offline', notify)
  return () => {
    window.removeEventListener('online', notify)
    window.removeEventListener('offline', notify)
  }
}

/** Whether the browser has a network; on its return the connection is tried at once. */
function useOnline(): boolean {
  const { port } = useEditor()
  const online = useSyncExternalStore(subscribeOnline, () => navigator.onLine)
  useEffect(() => {
    if (online) port.retry()
  }, [online, port])
  return online
}

/** The way back in, beside what it says about saving. */
function SignInAgain({ person }: { readonly person: SignedIn['user'] }) {
  const { t } = useTranslation()
  const { port } = useEditor()
  const [open, setOpen] = useState(false)
  const backIn = (): void => {
    setOpen(false)
    port.retry()
  }
  return (
    <>
      <button type="button" className={`${styles.state} ${styles.verb}`} onClick={() => setOpen(true)}>
        <LogIn size={14} aria-hidden />
        <span className={styles.words}>{t('signedOut.again')}</span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <SignedOutDialog person={person} onIn={backIn} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

/** Whether everything is saved. It says what is so, never what is hoped for. */
export function SaveState({ person }: { readonly person: SignedIn['user'] | null }) {
  const { t } = useTranslation()
  const status = useStatusPart((all) => all)
  const [listOpen, setListOpen] = useState(false)
  const failed = status.failed.length
  const face = faceOf(status, useOnline(), t)
  // All but what could not be: that is what has to be seen.
  const isBeside = failed > 0 && face.look === 'saved'
  const detail = status.connection.name === 'paused' ? status.connection.detail : undefined
  return (
    <>
      <span
        role="status"
        className={isBeside ? primitives.unseen : `${styles.state} ${styles[face.look] ?? ''}`}
        title={status.outboxWorks ? (detail ?? face.words) : t('save.unsafe')}
      >
        {face.icon}
        <span className={styles.words}>{face.words}</span>
        {face.look === 'waiting' && status.pending > 0 && (
          <span className={styles.count} aria-hidden>
            {status.pending}
          </span>
        )}
      </span>
      {person !== null && isSignedOut(status.connection) && <SignInAgain person={person} />}
      {failed > 0 && (
        <button
          type="button"
          className={`${styles.state} ${styles.failed}`}
          onClick={() => setListOpen(true)}
        >
          <TriangleAlert size={14} aria-hidden />
          <span className={styles.words}>{t('save.failed', { count: failed })}</span>
          <span className={styles.count} aria-hidden>
            {failed}
          </span>
        </button>
      )}
      {listOpen && failed > 0 && (
        <Suspense fallback={null}>
          <FailedDialog failed={status.failed} onClose={() => setListOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
