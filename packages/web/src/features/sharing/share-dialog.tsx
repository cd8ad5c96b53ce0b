import { RestError } from '@flowstate/client'
import type { CanvasId } from '@flowstate/engine'
import type { CreatedShare, ShareScope } from '@flowstate/protocol'
import { Check, Copy, Link } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { copyText } from '../../lib/copy-text.ts'
import controls from '../../ui/controls.module.css'
import { Modal } from '../../ui/modal.tsx'
import { renameMyself } from '../auth/ensure-signed-in.ts'
import styles from './share-dialog.module.css'

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

function ShareLink({
  canvasId,
  scope,
  onProblem,
}: {
  canvasId: CanvasId
  scope: ShareScope
  onProblem(problem: string): void
}) {
  const { t } = useTranslation()
  const { rest } = useServices()
  const [url, setUrl] = useState<string | null>(null)
  const [copied, setCopied] = useState(false)
  const [busy, setBusy] = useState(false)

  const create = async (): Promise<void> => {
    setBusy(true)
    try {
      const made = await rest.post<CreatedShare>(`/canvases/${canvasId}/shares`, { scope })
      const link = `${window.location.origin}/c/${canvasId}#share=${made.token}`
      setUrl(link)
      setCopied(await copyText(link))
    } catch (error) {
      const refused = error instanceof RestError && error.status === 403
      const detail = error instanceof Error ? error.message : String(error)
      onProblem(refused ? t('share.onlyMembers') : t('share.failed', { detail }))
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className={styles.row}>
      <span className={styles.kind}>{scope === 'edit' ? t('share.edit') : t('share.view')}</span>
      {url === null ? (
        <button type="button" className={controls.button} disabled={busy} onClick={() => void create()}>
          <Link size={15} aria-hidden /> {t('share.create')}
        </button>
      ) : (
        <input
          className={controls.field}
          readOnly
          value={url}
          aria-label={scope === 'edit' ? t('share.edit') : t('share.view')}
          onFocus={(event) => event.target.select()}
        />
      )}
      {url !== null && (
        <button
          type="button"
          className={`${controls.button} ${controls.primary}`}
          onClick={() => void copyText(url).then(setCopied)}
        >
          {copied ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
          {copied ? t('copied') : t('share.copyLink')}
        </button>
      )}
    </div>
  )
}

function MyName() {
  const { t } = useTranslation()
  const { rest } = useServices()
  const [name, setName] = useState(rest.session.current()?.user.displayName ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const save = async (): Promise<void> => {
    const next = name.trim()
    if (next === '' || next === rest.session.current()?.user.displayName) return
    try {
      await renameMyself(rest, next)
      setProblem(null)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <div className={styles.me}>
      <label htmlFor="my-name">{t('share.yourName')}</label>
      <input
        id="my-name"
        className={controls.field}
        value={name}
        maxLength={80}
        autoComplete="nickname"
        onChange={(event) => setName(event.target.value)}
        onBlur={() => void save()}
        onKeyDown={(event) => event.key === 'Enter' && void save()}
      />
      <small>{problem ?? t('share.nameHint')}</small>
    </div>
  )
}

/** Links for others, and what to call this person. */
export function ShareDialog(props: {
  readonly canvasId: CanvasId
  readonly mayShare: boolean
  onClose(): void
}) {
  const { t } = useTranslation()
  const [problem, setProblem] = useState<string | null>(null)
  const { canvasId, mayShare, onClose } = props
  return (
    <Modal
      title={t('share.title')}
      text={mayShare ? t('share.text') : t('share.onlyEditors')}
      onClose={onClose}
    >
      {mayShare && (
        <div className={styles.rows}>
          <ShareLink canvasId={canvasId} scope="edit" onProblem={setProblem} />
          <ShareLink canvasId={canvasId} scope="view" onProblem={setProblem} />
        </div>
      )}
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {mayShare && loopbackHosts.has(window.location.hostname) && (
        <p className={styles.hint}>{t('share.loopback')}</p>
      )}
      <MyName />
    </Modal>
  )
}
