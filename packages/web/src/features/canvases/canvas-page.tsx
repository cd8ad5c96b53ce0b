import { backoffDelayMs, RestError } from '@flowstate/client'
import type { CanvasId } from '@flowstate/engine'
import { useEffect, useLayoutEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rereadAnswers } from '../../app/query-store.ts'
import { useServices } from '../../app/services.ts'
import { followStoredEntry } from '../offline/stored-entry.ts'
import { useKeptCopy } from '../offline/use-kept-copy.ts'
import { CanvasSkeleton } from './canvas-skeleton.tsx'
import { CanvasWorkspace } from './canvas-workspace.tsx'
import { type EnteredCanvas, enterCanvas, shareTokenIn } from './enter-canvas.ts'
import { PageError } from './page-error.tsx'
import { forgetCanvas, rememberCanvas } from './visited-canvases.ts'

type PageState =
  | { readonly name: 'loading' }
  | { readonly name: 'open'; readonly entered: EnteredCanvas }
  | { readonly name: 'failed'; readonly error: Error; readonly attempt: number }

/** The server could not be reached. */
function isAwayIn(state: PageState): state is PageState & { readonly name: 'failed' } {
  return state.name === 'failed' && state.error instanceof RestError && state.error.status === 0
}

/** One canvas: enters it, then shows it; or says why not. */
export function CanvasPage({ canvasId }: { readonly canvasId: CanvasId }) {
  const { t } = useTranslation()
  const services = useServices()
  const { rest } = services
  const [state, setState] = useState<PageState>({ name: 'loading' })
  const [attempt, setAttempt] = useState(0)
  const [shareToken] = useState(() => shareTokenIn(window.location.hash))

  // A token from a link is used once and taken out of the address, so that it is not copied on by accident.
  useLayoutEffect(() => {
    if (shareToken === null) return
    const { pathname, search } = window.location
    window.history.replaceState(window.history.state, '', `${pathname}${search}`)
  }, [shareToken])

  useEffect(() => {
    let left = false
    // That there is no connection stays to be read while it is tried again.
    setState((before) => (isAwayIn(before) ? before : { name: 'loading' }))
    const entering = enterCanvas(services, canvasId, { shareToken, mayBeStored: attempt === 0 })
    entering.then(
      (entered) => {
        if (left) return
        rememberCanvas(entered.canvas)
        void rereadAnswers(['canvases'])
        setState({ name: 'open', entered })
      },
      (error: unknown) => {
        if (left) return
        if (error instanceof RestError && error.status === 404) forgetCanvas(canvasId)
        const reason = error instanceof Error ? error : new Error(String(error))
        setState({ name: 'failed', error: reason, attempt })
      },
    )
    return () => {
      left = true
      entering.then(({ client }) => client.close()).catch(() => undefined)
    }
  }, [services, canvasId, shareToken, attempt])

  const entered = state.name === 'open' ? state.entered : null
  useKeptCopy(entered?.client ?? null)
  useEffect(() => {
    if (entered?.isStored !== true) return
    return followStoredEntry(entered, {
      rest,
      renamed(canvas) {
        rememberCanvas(canvas)
        setState({ name: 'open', entered: { ...entered, canvas, isStored: false } })
      },
      refused: () => setAttempt((count) => count + 1),
    })
  }, [entered, rest])

  useEffect(() => {
    if (!isAwayIn(state)) return
    const again = (): void => setAttempt((count) => count + 1)
    // A browser tells when its network is back, and not when a server is.
    const timer = setTimeout(again, backoffDelayMs(state.attempt, Math.random()))
    window.addEventListener('online', again)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('online', again)
    }
  }, [state])

  switch (state.name) {
    case 'loading':
      return <CanvasSkeleton />
    case 'failed':
      return (
        <PageError
          error={state.error}
          shared={shareToken !== null}
          offline={t('offline.neverOpened')}
          onRetry={() => setAttempt((count) => count + 1)}
        />
      )
    case 'open':
      return <CanvasWorkspace client={state.entered.client} entered={state.entered} canvasId={canvasId} />
  }
}
