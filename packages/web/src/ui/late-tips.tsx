import { Suspense } from 'react'
import { patientLazy } from '../lib/patient-lazy.ts'
import { useFirstMomentOver } from '../lib/use-first-moment-over.ts'

const TipLayer = patientLazy(async () => (await import('./tip-layer.tsx')).TipLayer)

/** Names of buttons beside them, once the first moment is over. */
export function LateTips() {
  const isSettled = useFirstMomentOver()
  return <Suspense fallback={null}>{isSettled && <TipLayer />}</Suspense>
}
