import type { Preview } from '@flowstate/protocol'
import type { ClientClock } from './client-clock.ts'
import { joinPreview } from './presence-store.ts'
import { createThrottle } from './throttle.ts'

/** At most 25 cursors, and 25 previews, a second leave. */
const presenceIntervalMs = 40

/** Cursors and previews on their way out: latest only (PV1). */
export interface PresenceLanes {
  cursor(x: number, y: number): void
  preview(preview: Preview | null): void
  cancel(): void
}

export function createPresenceLanes(
  clock: ClientClock,
  send: (
    message:
      | { readonly type: 'cursor'; readonly x: number; readonly y: number }
      | { readonly type: 'preview'; readonly preview: Preview | null },
  ) => void,
): PresenceLanes {
  const cursor = createThrottle<{ x: number; y: number }>({
    clock,
    intervalMs: presenceIntervalMs,
    send: ({ x, y }) => send({ type: 'cursor', x, y }),
  })
  const preview = createThrottle<Preview | null>({
    clock,
    intervalMs: presenceIntervalMs,
    send: (value) => send({ type: 'preview', preview: value }),
    merge: (waiting, next) => (next ? joinPreview(waiting, next) : next),
  })
  return {
    cursor: (x, y) => cursor.push({ x, y }),
    preview: (value) => preview.push(value),
    cancel() {
      cursor.cancel()
      preview.cancel()
    },
  }
}
