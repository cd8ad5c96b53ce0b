import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import './app/fonts.css'
import './ui/tokens.css'
import { loadFonts } from './app/load-fonts.ts'
import { QueriesProvider } from './app/queries-provider.tsx'
import { loadQueries } from './app/query-store.ts'
import { router } from './app/routes.tsx'
import { createServices, ServicesContext } from './app/services.ts'
import { startTheme } from './app/theme-store.ts'
import { loadLateWords, startTranslations } from './app/translations.ts'
import { rememberLogin } from './features/auth/ensure-signed-in.ts'
import { announceUpdates } from './features/offline/announce-updates.ts'
import { rememberPerson } from './features/offline/remember-person.ts'
import { afterFirstMoment } from './lib/after-first-moment.ts'
import { keepPageFromFiles } from './lib/keep-page.ts'
import { LateLayers } from './ui/late-layers.tsx'

startTheme()
keepPageFromFiles()
startTranslations()
afterFirstMoment(loadFonts)
afterFirstMoment(() => void Promise.all([loadLateWords(), loadQueries()]).catch(() => undefined))

const host = document.getElementById('app')
if (host === null) throw new Error('The page has no place for the app')
const services = createServices()
rememberLogin(services.rest)
rememberPerson(services)
afterFirstMoment(
  () =>
    void import('./features/auth/edit-myself.ts').then(
      ({ hearOfMyself }) => hearOfMyself(services.rest),
      () => undefined,
    ),
)
afterFirstMoment(
  () =>
    void import('./features/offline/register-worker.ts').then(
      ({ registerWorker }) => registerWorker(),
      () => undefined,
    ),
)
announceUpdates()

createRoot(host).render(
  <ServicesContext value={services}>
    <QueriesProvider>
      <RouterProvider router={router} />
      <LateLayers />
    </QueriesProvider>
  </ServicesContext>,
)
