import { createRestClient, type RestClient } from '@flowstate/client'
import { QueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'

/** What pages need of the world outside. */
export interface Services {
  readonly rest: RestClient
  readonly queries: QueryClient
}

export function createServices(): Services {
  return {
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
