import { useRouter, useSearch } from '@tanstack/react-router'
import { safeNextPath } from './next-path.ts'

/** Leads on after signing in: to `next` of the address, else to all canvases. The page of the form is not gone back to. */
export function useGoOn(): (options?: { readonly home: boolean }) => void {
  const router = useRouter()
  const { next } = useSearch({ strict: false })
  return (options) => router.history.replace((options?.home ? null : safeNextPath(next)) ?? '/home')
}
