import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { CanvasSkeleton } from './canvas-skeleton.tsx'
import { createCanvas } from './create-canvas.ts'
import { PageError } from './page-error.tsx'
import { rememberCanvas, visitedCanvases } from './visited-canvases.ts'

/** The front door: the canvas open last, or a new one. */
export function HomePage() {
  const { t } = useTranslation()
  const { rest } = useServices()
  const [last] = visitedCanvases()
  const created = useQuery({
    queryKey: ['first-canvas'],
    enabled: last === undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const canvas = await createCanvas(rest, t('untitled'))
      rememberCanvas(canvas)
      return canvas
    },
  })
  const target = last ?? created.data
  if (target !== undefined) return <Navigate to="/c/$canvasId" params={{ canvasId: target.id }} replace />
  if (created.error !== null)
    return <PageError error={created.error} onRetry={() => void created.refetch()} />
  return <CanvasSkeleton />
}
