import { type AppShell, createShellCache } from './app-shell.ts'

declare const self: ServiceWorkerGlobalScope
/** Written in front of this program by the build. */
declare const flowstateShell: AppShell

const shell = createShellCache(flowstateShell, self.location.origin)

self.addEventListener('install', (event) => {
  event.waitUntil(shell.install().then(() => self.skipWaiting()))
})
self.addEventListener('activate', (event) => {
  event.waitUntil(shell.tidy().then(() => self.clients.claim()))
})
self.addEventListener('fetch', (event) => {
  const answer = shell.answer(event.request)
  if (answer !== undefined) event.respondWith(answer)
})
