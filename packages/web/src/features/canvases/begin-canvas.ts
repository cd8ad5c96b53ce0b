import {
  backoffDelayMs,
  type CanvasClient,
  type OutboxOwner,
  openEarlyCanvasClient,
  RestError,
} from '@flowstate/client'
import type { CanvasId } from '@flowstate/engine'
import type { Services } from '../../app/services.ts'
import { ensureSignedIn } from '../auth/ensure-signed-in.ts'
import { createCanvas } from './create-canvas.ts'
import { clientBasics, type EnteredCanvas, socketOpenerFor } from './enter-canvas.ts'
import { rememberCanvas } from './visited-canvases.ts'

type Entry = Pick<EnteredCanvas, 'person' | 'canvas'>

/** How far the server is with a canvas that is drawn on already. */
export type Making =
  | { readonly name: 'making' }
  /** Tried again by itself when the server could not be reached, or was not well. */
  | { readonly name: 'failed'; readonly error: Error }
  | { readonly name: 'made'; readonly entry: Entry }

/** A canvas one can draw on while the server is asked for a guest and for the canvas itself. */
export interface BegunCanvas {
  readonly client: CanvasClient
  readonly canvasId: Promise<CanvasId>
  making(): Making
  retry(): void
  subscribe(listener: () => void): () => void
  /** Nobody looks any more. What was drawn is still brought to the server. */
  leave(): void
}

/** Whether asking again later may be answered otherwise. */
function mayPass(error: unknown): boolean {
  return error instanceof RestError && (error.status === 0 || error.status === 429 || error.status >= 500)
}

/** Begins a new canvas: the client is there at once, the rest comes as fast as the server answers. */
export async function beginCanvas(services: Services): Promise<BegunCanvas> {
  const { rest } = services
  const listeners = new Set<() => void>()
  let resolve: (entry: Entry) => void = () => undefined
  const entry = new Promise<Entry>((settle) => {
    resolve = settle
  })
  let making: Making = { name: 'making' }
  let attempts = 0
  let isAsking = false
  let isLeft = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function become(next: Making): void {
    making = next
    for (const listener of listeners) listener()
  }

  async function make(): Promise<void> {
    isAsking = true
    clearTimeout(timer)
    window.removeEventListener('online', retry)
    try {
      const canvas = await createCanvas(rest)
      const { user: person } = await ensureSignedIn(rest)
      rememberCanvas(canvas)
      resolve({ person, canvas })
      become({ name: 'made', entry: { person, canvas } })
    } catch (error) {
      become({ name: 'failed', error: error instanceof Error ? error : new Error(String(error)) })
      if (!mayPass(error)) return
      window.addEventListener('online', retry, { once: true })
      timer = setTimeout(retry, backoffDelayMs(attempts++, Math.random()))
    } finally {
      isAsking = false
    }
  }

  function retry(): void {
    if (making.name === 'failed' && !isAsking && !isLeft) void make()
  }

  void make()
  const client = await openEarlyCanvasClient({
    ...clientBasics(services),
    owner: entry.then(({ person, canvas }): OutboxOwner => ({ userId: person.id, canvasId: canvas.id })),
    async openSocket(request) {
      const { person, canvas } = await entry
      return socketOpenerFor(rest, { person, canvasId: canvas.id })(request)
    },
  })
  void entry.then(({ canvas }) => client.describe(canvas))
  return {
    client,
    canvasId: entry.then(({ canvas }) => canvas.id),
    making: () => making,
    retry,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    leave() {
      isLeft = client.status().pending === 0
      void client.whenSaved().then(() => client.close())
    },
  }
}
