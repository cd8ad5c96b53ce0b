import { useSyncExternalStore } from 'react'

const narrow = window.matchMedia('(max-width: 640px)')

function subscribe(notify: () => void): () => void {
  narrow.addEventListener('change', notify)
  return () => narrow.removeEventListener('change', notify)
}

/** Whether the window is as narrow as a phone: the same width at which the style sheets turn. */
export function useNarrowScreen(): boolean {
  return useSyncExternalStore(subscribe, () => narrow.matches)
}
