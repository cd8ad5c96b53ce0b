import { QueryClientContext } from '@tanstack/react-query'
import { type ReactNode, useSyncExternalStore } from 'react'
import { currentQueries, subscribeQueries } from './query-store.ts'

/** Gives pages and panels their queries, which come with the first of them: a canvas asks nothing in its first moment. */
export function QueriesProvider({ children }: { readonly children: ReactNode }) {
  const queries = useSyncExternalStore(subscribeQueries, currentQueries)
  return <QueryClientContext value={queries}>{children}</QueryClientContext>
}
