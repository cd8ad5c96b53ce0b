import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { rereadAnswers } from '../../app/query-store.ts'
import { useServices } from '../../app/services.ts'
import { Button } from '../../ui/button.tsx'
import { useKeptCopy } from '../offline/use-kept-copy.ts'
import { type BegunCanvas, beginCanvas } from './begin-canvas.ts'
import { CanvasSkeleton } from './canvas-skeleton.tsx'
import { CanvasWorkspace } from './canvas-workspace.tsx'
import styles from './connection-notice.module.css'
import { PageError, troubleOf } from './page-error.tsx'

/** Over the canvas, while the server does not make it: what is drawn is not safe yet. */
function MakingNotice({ error, onRetry }: { readonly error: Error; onRetry(): void }) {
  const { t } = useTranslation()
  // What a browser says of a lost network is no sentence for people.
  const detail = troubleOf(error, false) === 'offline' ? '' : error.message
  return (
    <section className={styles.notice} role="alert">
      <h2>{t('making.failed')}</h2>
      <p>{t('making.failed.text', { detail })}</p>
      <div className={styles.actions}>
        <Button look="primary" onClick={onRetry}>
          {t('retry')}
        </Button>
      </div>
    </section>
  )
}

function BegunWorkspace({ begun, onMade }: { readonly begun: BegunCanvas; onMade(canvasId: string): void }) {
  const navigate = useNavigate()
  const making = useSyncExternalStore(begun.subscribe, begun.making)
  const entry = making.name === 'made' ? making.entry : null
  const canvasId = entry?.canvas.id
  useKeptCopy(begun.client)

  useEffect(() => {
    if (canvasId === undefined) return
    onMade(canvasId)
    void navigate({ to: '/c/$canvasId', params: { canvasId }, replace: true })
    void rereadAnswers(['canvases'])
  }, [canvasId, onMade, navigate])

  if (making.name === 'failed' && troubleOf(making.error, false) === 'sign-in')
    return <PageError error={making.error} onRetry={begun.retry} />
  return (
    <CanvasWorkspace
      client={begun.client}
      canvasId={begun.canvasId}
      entered={entry}
      trouble={making.name === 'failed' ? <MakingNotice error={making.error} onRetry={begun.retry} /> : null}
    />
  )
}

/** A new canvas, drawn on from the first moment: who draws and where it is kept is asked of the server meanwhile. */
export function FirstCanvas({ onMade }: { onMade(canvasId: string): void }) {
  const services = useServices()
  const [begun, setBegun] = useState<BegunCanvas | null>(null)
  useEffect(() => {
    let left = false
    const beginning = beginCanvas(services)
    void beginning.then((canvas) => {
      if (!left) setBegun(canvas)
    })
    return () => {
      left = true
      void beginning.then((canvas) => canvas.leave())
    }
  }, [services])
  return begun === null ? <CanvasSkeleton /> : <BegunWorkspace begun={begun} onMade={onMade} />
}
