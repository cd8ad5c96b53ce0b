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
