import { lazy, Suspense } from 'react'
import { useFirstMomentOver } from '../lib/use-first-moment-over.ts'

const TipLayer = lazy(async () => ({ default: (await import('./tip-layer.tsx')).TipLayer }))

/** Names of buttons beside them, once the first moment is over. */
export function LateTips() {
  const isSettled = useFirstMomentOver()
  return <Suspense fallback={null}>{isSettled && <TipLayer />}</Suspense>
}
