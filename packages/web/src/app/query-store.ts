import type { QueryClient } from '@tanstack/react-query'

let queries: QueryClient | undefined
let loading: Promise<void> | null = null
const listeners = new Set<() => void>()

/** Undefined until the first page or panel that asks the server something has been loaded. */
export const currentQueries = (): QueryClient | undefined => queries

export function subscribeQueries(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Fetches what pages and panels ask the server with; once, and again where that failed. */
export function loadQueries(): Promise<void> {
  loading ??= import('./late-queries.ts').then(
    ({ createQueries }) => {
      queries = createQueries()
      for (const listener of listeners) listener()
    },
    (error: unknown) => {
      loading = null
      throw error
    },
  )
  return loading
}

/** What was answered under this key is read anew where it is shown. Where nothing has been asked yet there is nothing to do. */
export async function rereadAnswers(queryKey: readonly string[]): Promise<void> {
  await queries?.invalidateQueries({ queryKey })
}
