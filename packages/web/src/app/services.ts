import {
  type CanvasCopies,
  createIndexedDbCanvasCopies,
  createRestClient,
  type RestClient,
} from '@flowstate/client'
import { QueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'

/** What pages need of the world outside. */
export interface Services {
  readonly rest: RestClient
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
    queries: new QueryClient({
      defaultOptions: { queries: { retry: 1, staleTime: 10_000, refetchOnWindowFocus: false } },
    }),
  }
}

export const ServicesContext = createContext<Services | null>(null)

export function useServices(): Services {
  const services = useContext(ServicesContext)
  if (services === null) throw new Error('No services above this component')
  return services
}
