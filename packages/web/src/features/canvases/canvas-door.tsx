import { type CanvasId, isUuid } from '@flowstate/engine'
import { Navigate, useParams } from '@tanstack/react-router'
import { Suspense, useEffect, useState } from 'react'
import { latePart } from '../../app/late-part.ts'
import { patientLazy } from '../../lib/patient-lazy.ts'
import { CanvasPage } from './canvas-page.tsx'
import { shareTokenIn } from './enter-canvas.ts'
import { FirstCanvas } from './first-canvas.tsx'
import { visitedCanvases } from './visited-canvases.ts'

const NotFoundPage = patientLazy(
  async () => (await latePart(import('../home/not-found-page.tsx'))).NotFoundPage,
)

/**
 * Where canvases are: the one in the address; without one the canvas open last, or a new one. A new canvas gets its address
 * while it is drawn on: both addresses are this one component, so that nothing under the pen is built anew. An address that
 * cannot be a canvas is the page that says so.
 */
export function CanvasDoor() {
  const { canvasId } = useParams({ strict: false })
  /** The canvas begun here, by its id or by having none yet. */
  const [begun, setBegun] = useState<string | null>(() => {
    return canvasId === undefined && visitedCanvases().length === 0 ? '' : null
  })
  /** Links followed while the page was there: then only the fragment changes, and the canvas is entered anew. */
  const [links, setLinks] = useState(0)
  useEffect(() => {
    const look = (): void => {
      if (shareTokenIn(window.location.hash) === null) return
      setBegun((known) => (known === '' ? known : null))
      setLinks((count) => count + 1)
    }
    window.addEventListener('hashchange', look)
    return () => window.removeEventListener('hashchange', look)
  }, [])
  if (begun !== null && (canvasId === undefined || canvasId === begun))
    return <FirstCanvas onMade={setBegun} />
  if (begun !== null) setBegun(null)
  if (canvasId !== undefined) {
    if (!isUuid(canvasId))
      return (
        <Suspense fallback={null}>
          <NotFoundPage />
        </Suspense>
      )
    return <CanvasPage key={`${canvasId} ${links}`} canvasId={canvasId as CanvasId} />
  }
  const [last] = visitedCanvases()
  if (last !== undefined) return <Navigate to="/c/$canvasId" params={{ canvasId: last.id }} replace />
  setBegun('')
  return null
}
