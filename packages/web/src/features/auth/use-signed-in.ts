import type { SignedIn } from '@flowstate/client'
import { useMemo, useSyncExternalStore } from 'react'
import { useServices } from '../../app/services.ts'
import { shownPerson } from '../../lib/shown-person.ts'

/** Who is signed in here, followed as it changes; null for nobody yet. */
export function useSignedIn(): SignedIn | null {
  const { rest } = useServices()
  const signedIn = useSyncExternalStore(
    (changed) => rest.session.subscribe(() => changed()),
    () => rest.session.current(),
  )
  return useMemo(() => signedIn && { ...signedIn, user: shownPerson(signedIn.user) }, [signedIn])
}
