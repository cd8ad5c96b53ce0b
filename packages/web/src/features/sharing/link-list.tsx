import { RestError } from '@flowstate/client'
import type { CanvasId } from '@flowstate/engine'
import type { Share } from '@flowstate/protocol'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { formatMoment } from '../../lib/format-time.ts'
import { Bone } from '../../ui/bone.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { toast } from '../../ui/toasts.ts'
import { problemText } from '../home/home-problem.ts'
import { scopeIcons } from './scope-icons.ts'
import styles from './share-dialog.module.css'
import { sharesKey } from './shares-key.ts'

/** Links that work now, each with the way to end it; asked for only when somebody wants to see them. */
export function LinkList({ canvasId }: { readonly canvasId: CanvasId }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <details className={styles.section} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('share.links')}</summary>
      {open && <Links canvasId={canvasId} />}
    </details>
  )
}

function Links({ canvasId }: { readonly canvasId: CanvasId }) {
  const { t } = useTranslation()
  const { rest, queries } = useServices()
  const [withdrawing, setWithdrawing] = useState<Share | null>(null)
  const { data, error } = useQuery({
    queryKey: sharesKey(canvasId),
    retry: false,
    queryFn: async () =>
      (await rest.get<{ readonly items: readonly Share[] }>(`/canvases/${canvasId}/shares`)).items,
  })
  if (error !== null) {
    const refused = error instanceof RestError && error.status === 403
    return <p className={styles.means}>{refused ? t('share.onlyMembers') : problemText(error)}</p>
  }
  if (data === undefined) return <Bone width="60%" />
  if (data.length === 0) return <p className={styles.means}>{t('share.noLinks')}</p>
  const withdraw = async (share: Share): Promise<void> => {
    await rest.request({ method: 'DELETE', path: `/canvases/${canvasId}/shares/${share.id}` })
    await queries.invalidateQueries({ queryKey: sharesKey(canvasId) })
    toast(t('share.withdrawn'))
  }
  return (
    <>
      <ul className={styles.list}>
        {data.map((share) => (
          <LinkRow key={share.id} share={share} onWithdraw={() => setWithdrawing(share)} />
        ))}
      </ul>
      {withdrawing !== null && (
        <ConfirmDialog
          title={t('share.withdraw.title')}
          text={t('share.withdraw.text')}
          verb={t('share.withdraw')}
          onConfirm={() => withdraw(withdrawing)}
          onClose={() => setWithdrawing(null)}
        />
      )}
    </>
  )
}

function LinkRow({ share, onWithdraw }: { readonly share: Share; onWithdraw(): void }) {
  const { t } = useTranslation()
  const now = new Date()
  const Icon = scopeIcons[share.scope]
  const made = t('share.made', { when: formatMoment(share.createdAt, now) })
  const until =
    share.expiresAt === undefined ? '' : `, ${t('share.until', { when: formatMoment(share.expiresAt, now) })}`
  return (
    <li>
      <Icon size={15} aria-hidden />
      <span className={styles.about}>
        {t(`share.${share.scope}`)}
        <small>
          {made}
          {until}
        </small>
      </span>
      <Button look="quiet" onClick={onWithdraw}>
        {t('share.withdraw')}
      </Button>
    </li>
  )
}
