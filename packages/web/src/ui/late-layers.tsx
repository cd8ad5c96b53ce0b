import { Suspense } from 'react'
import { patientLazy } from '../lib/patient-lazy.ts'
import { useFirstMomentOver } from '../lib/use-first-moment-over.ts'

const TipLayer = patientLazy(async () => (await import('./tip-layer.tsx')).TipLayer)
const Toaster = patientLazy(async () => (await import('./toaster.tsx')).Toaster)

/** Names of buttons beside them, and what is said in passing, once the first moment is over. */
export function LateLayers() {
  const isSettled = useFirstMomentOver()
  return (
    <>
      <Suspense fallback={null}>{isSettled && <TipLayer />}</Suspense>
      <Suspense fallback={null}>{isSettled && <Toaster />}</Suspense>
    </>
  )
}
