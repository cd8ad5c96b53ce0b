import type { SignedIn } from '@flowstate/client'
import { useEffect, useState } from 'react'
import { useServices } from '../../app/services.ts'
import { isUnreachable } from '../home/home-problem.ts'
import { restoreLogin } from './ensure-signed-in.ts'

export type RestoredLogin =
  | { readonly name: 'restoring' }
  | { readonly name: 'nobody' }
  /** The server could not be asked: who was here may be here still. */
  | { readonly name: 'away'; readonly error: Error }
  | { readonly name: 'here'; readonly login: SignedIn }

/**
 * Who came to this page: the login of an earlier visit, looked at once. It does not follow what forms on the page do, so that
 * they stay until they are done. Makes no guest.
 */
export function useRestoredLogin(): { readonly restored: RestoredLogin; lookAgain(): void } {
  const { rest } = useServices()
  const [restored, setRestored] = useState<RestoredLogin>({ name: 'restoring' })
  const [looks, setLooks] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another look is another run
  useEffect(() => {
    let left = false
    restoreLogin(rest)
      .then((login): RestoredLogin => (login === null ? { name: 'nobody' } : { name: 'here', login }))
      .catch(
        (error: unknown): RestoredLogin =>
          error instanceof Error && isUnreachable(error) ? { name: 'away', error } : { name: 'nobody' },
      )
      .then((found) => {
        if (!left) setRestored(found)
      })
    return () => {
      left = true
    }
  }, [rest, looks])
  return { restored, lookAgain: () => setLooks((count) => count + 1) }
}
