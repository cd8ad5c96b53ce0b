import { QueryClient } from '@tanstack/react-query'

/** Keeps for a while what the server has answered to pages and panels. */
export function createQueries(): QueryClient {
  const queries = new QueryClient({
    defaultOptions: { queries: { retry: 1, staleTime: 10_000, refetchOnWindowFocus: false } },
  })
  queries.mount()
  return queries
}
