import type { SignedIn } from '@flowstate/client'
import { useSyncExternalStore } from 'react'
import { useServices } from '../../app/services.ts'

/** Who is signed in here, followed as it changes; null for nobody yet. */
export function useSignedIn(): SignedIn | null {
  const { rest } = useServices()
  return useSyncExternalStore(
    (changed) => rest.session.subscribe(() => changed()),
    () => rest.session.current(),
  )
}
