import { RestError } from '@flowstate/client'
import type { CanvasId } from '@flowstate/engine'
import type { CreatedShare, ShareScope } from '@flowstate/protocol'
import { Check, Link as LinkIcon } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { copyText } from '../../lib/copy-text.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import controls from '../../ui/controls.module.css'
import { Segments } from '../../ui/segments.tsx'
import { problemText } from '../home/home-problem.ts'
import { scopeIcons } from './scope-icons.ts'
import styles from './share-dialog.module.css'
import { sharesKey } from './shares-key.ts'

const lifetimes = { never: null, day: 24, week: 7 * 24, month: 30 * 24 } as const
type Lifetime = keyof typeof lifetimes

/** Makes a link and copies it. A link is shown once, so the one made here is kept as long as the choices stay. */
export function NewLink({ canvasId }: { readonly canvasId: CanvasId }) {
  const { t } = useTranslation()
  const { rest, queries } = useServices()
  const [scope, setScope] = useState<ShareScope>('edit')
  const [lifetime, setLifetime] = useState<Lifetime>('never')
  const [url, setUrl] = useState<string | null>(null)
  const [copied, setCopied] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const choose = (change: () => void): void => {
    change()
    setUrl(null)
    setCopied(false)
  }
  const make = async (): Promise<string> => {
    const expiresInHours = lifetimes[lifetime]
    const made = await rest.post<CreatedShare>(`/canvases/${canvasId}/shares`, {
      scope,
      ...(expiresInHours === null ? {} : { expiresInHours }),
    })
    await queries.invalidateQueries({ queryKey: sharesKey(canvasId) })
    return `${window.location.origin}/c/${canvasId}#share=${made.token}`
  }
  const copy = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      const link = url ?? (await make())
      setUrl(link)
      setCopied(await copyText(link))
    } catch (error) {
      const refused = error instanceof RestError && error.status === 403
      const detail = problemText(error)
      setProblem(refused ? t('share.onlyMembers') : t('share.failed', { detail }))
    } finally {
      setBusy(false)
    }
  }

  return (
    <section className={styles.section}>
      <div className={styles.choices}>
        <Segments<ShareScope>
          label={t('share.scope')}
          value={scope}
          options={(['edit', 'comment', 'view'] as const).map((value) => ({
            value,
            label: t(`share.${value}`),
            icon: scopeIcons[value],
          }))}
          choose={(next) => choose(() => setScope(next))}
        />
        <p className={styles.means}>{t(`share.${scope}.means`)}</p>
        <ChoiceField<Lifetime>
          label={t('share.expires')}
          value={lifetime}
          options={(['never', 'day', 'week', 'month'] as const).map((value) => ({
            value,
            label: t(`share.expires.${value}`),
          }))}
          choose={(next) => choose(() => setLifetime(next))}
        />
      </div>
      <div className={styles.link}>
        {url !== null && (
          <input
            className={controls.field}
            readOnly
            value={url}
            aria-label={t(`share.${scope}`)}
            onFocus={(event) => event.target.select()}
          />
        )}
        <Button look="primary" busy={busy} onClick={() => void copy()}>
          {copied ? <Check size={15} aria-hidden /> : <LinkIcon size={15} aria-hidden />}
          {copied ? t('copied') : t('share.copyLink')}
        </Button>
      </div>
      {copied && (
        <p className={styles.means} role="status">
          {t('share.copied')}
        </p>
      )}
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </section>
  )
}
