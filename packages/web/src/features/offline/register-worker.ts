import i18next from 'i18next'
import { toast } from '../../ui/toasts.ts'

/** After the page has loaded. */
const installAfterMs = 2_500

/**
 * Installs the service worker that lets the app start without the server. Only secure contexts have one: over plain http
 * in a network of one's own everything else works without it.
 */
export function registerWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  // What the page itself needs goes first: the worker fetches all of the app, and a new canvas is being made meanwhile. A
  // worker that cannot be installed costs the offline start, nothing else.
  const install = (): void => void navigator.serviceWorker.register('/sw.js').catch(() => undefined)
  const register = (): void => void setTimeout(install, installAfterMs)
  if (document.readyState === 'complete') register()
  else window.addEventListener('load', register, { once: true })
}

/** A page that is older than the server asks for parts that are gone: it says so, and leaves the moment to the person. */
export function announceUpdates(): void {
  const announce = (): void =>
    toast(i18next.t('offline.newVersion'), {
      label: i18next.t('offline.reload'),
      run: () => window.location.reload(),
    })
  const missing = (): void => {
    // A part that does not come because the server is away is no sign of another version.
    fetch('/', { method: 'HEAD' }).then(
      (answer) => answer.ok && announce(),
      () => undefined,
    )
  }
  window.addEventListener('vite:preloadError', missing, { once: true })
}
