import i18next from 'i18next'
import { toast } from '../../ui/toasts.ts'

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
