import type { CanvasClient } from '@flowstate/client'
import { useEffect } from 'react'

/** Brings the stored copy up to date when the page is put away: it may not come back. */
export function useKeptCopy(client: CanvasClient | null): void {
  useEffect(() => {
    if (client === null) return
    const keep = (): void => {
      if (document.visibilityState === 'hidden') void client.keepCopy()
    }
    const keepAtOnce = (): void => void client.keepCopy()
    document.addEventListener('visibilitychange', keep)
    window.addEventListener('pagehide', keepAtOnce)
    return () => {
      document.removeEventListener('visibilitychange', keep)
      window.removeEventListener('pagehide', keepAtOnce)
    }
  }, [client])
}
