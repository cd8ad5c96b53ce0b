import {
  type CanvasCopies,
  createIndexedDbCanvasCopies,
  createRestClient,
  type RestClient,
} from '@flowstate/client'
import type { QueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { currentQueries } from './query-store.ts'

/** What pages need of the world outside. */
export interface Services {
  readonly rest: RestClient
  /** Answers kept for pages and panels. There for what `latePart` has loaded, and for nothing else. */
  readonly queries: QueryClient
  /** Canvases as they were seen last, for opening them at once and without a connection. */
  readonly copies: CanvasCopies
}

export function createServices(): Services {
  return {
    copies: createIndexedDbCanvasCopies({ name: 'flowstate-canvases' }),
    rest: createRestClient({
      baseUrl: '',
      fetch: (input, init) => fetch(input, init),
      now: () => Date.now(),
      refreshIn: 'cookie',
    }),
    get queries() {
      const queries = currentQueries()
      if (queries === undefined) throw new Error('Queries belong to parts that latePart loads')
      return queries
    },
  }
}

export const ServicesContext = createContext<Services | null>(null)

export function useServices(): Services {
  const services = useContext(ServicesContext)
  if (services === null) throw new Error('No services above this component')
  return services
}
