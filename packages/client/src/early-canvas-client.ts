import { type CanvasId, type UserId, uuidv7 } from '@flowstate/engine'
import type { CanvasClient, CanvasClientOptions } from './canvas-client.ts'
import type { CanvasCopies } from './canvas-copies.ts'
import { openCanvasClient } from './open-canvas-client.ts'
import type { ClaimedOutbox, OutboxOwner, OutboxStorage } from './outbox-storage.ts'

/** An outbox that begins empty and keeps what is given to it as soon as it is known whose it is, in the order it came. */
function lateOutboxStorage(storage: OutboxStorage, owner: Promise<OutboxOwner>): OutboxStorage {
  return {
    async claim(_nobody, clientId) {
      const claimed = owner.then((known) => storage.claim(known, clientId))
      // Whoever writes first hears that there is no storage; until then nobody has asked.
      claimed.catch(() => undefined)
      const later = <T>(use: (outbox: ClaimedOutbox) => Promise<T>) => claimed.then(use)
      return {
        queue: { clientId, nextSeq: 1, entries: [] },
        failed: [],
        append: (entry) => later((outbox) => outbox.append(entry)),
        remove: (id) => later((outbox) => outbox.remove(id)),
        replace: (queue) => later((outbox) => outbox.replace(queue)),
        takeLeft: (wanted) => later((outbox) => outbox.takeLeft(wanted)),
        addFailed: (failed) => later((outbox) => outbox.addFailed(failed)),
        clearFailed: (id) => later((outbox) => outbox.clearFailed(id)),
        release: () => later((outbox) => outbox.release()),
      }
    },
  }
}

/** Copies under the name of whoever the canvas turns out to belong to. */
function lateCopies(copies: CanvasCopies, owner: Promise<OutboxOwner>): CanvasCopies {
  return {
    read: () => Promise.resolve(null),
    write: async (copy, inPieces) => copies.write({ ...copy, userId: (await owner).userId }, inPieces),
    forget: async () => copies.forget(await owner),
    keepOnly: copies.keepOnly,
  }
}

export interface EarlyCanvasClientOptions extends Omit<CanvasClientOptions, 'canvasId' | 'userId' | 'copy'> {
  /** Whose work it is, and on which canvas, which is a new one. It need never come: then everything stays pending. */
  readonly owner: Promise<OutboxOwner>
}

/**
 * Opens a canvas the server has not made yet, so that work on it can begin at once. What is drawn is pending, also for undo, and
 * is neither kept on disk nor sent before the owner is known; `close` waits for that too. The client's own `canvasId` says nothing.
 */
export function openEarlyCanvasClient(options: EarlyCanvasClientOptions): Promise<CanvasClient> {
  const { owner, storage, copies, ...others } = options
  const placeholder = () => uuidv7(options.clock.now(), options.randomBytes(16))
  return openCanvasClient({
    ...others,
    canvasId: placeholder() as CanvasId,
    userId: placeholder() as UserId,
    storage: lateOutboxStorage(storage, owner),
    ...(copies === undefined ? {} : { copies: lateCopies(copies, owner) }),
  })
}
