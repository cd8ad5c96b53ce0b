import { useSyncExternalStore } from 'react'
import { useStatusPart } from '../../editor/editor-context.ts'

function subscribe(notify: () => void): () => void {
  window.addEventListener('online', notify)
  window.addEventListener('offline', notify)
  return () => {
    window.removeEventListener('online', notify)
    window.removeEventListener('offline', notify)
  }
}

/** Whether nothing can be said at the moment: there is no network, or no connection to the canvas. */
export function useIsAway(): boolean {
  const name = useStatusPart(({ connection }) => connection.name)
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine)
  return !isOnline || (name !== 'live' && name !== 'paused')
}
