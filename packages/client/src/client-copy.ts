import { stateToWire } from '@flowstate/engine'
import { type Canvas, closeCodes } from '@flowstate/protocol'
import type { CanvasClientOptions } from './canvas-client.ts'
import type { CanvasStore } from './canvas-store.ts'
import { createCopyKeeper } from './copy-keeper.ts'
import type { SyncState } from './sync-state.ts'

/** The stored copy as a canvas client sees it. */
export interface ClientCopy {
  describe(canvas: Canvas): void
  moved(): void
  save(): Promise<void>
  forget(): void
  /** The connection has ended: for somebody who may not see the canvas any more the copy goes too. */
  ended(): void
}

const noMoreAccess: ReadonlySet<number> = new Set([closeCodes.unauthenticated.code, closeCodes.notFound.code])

export function keepClientCopy(
  options: CanvasClientOptions,
  client: { readonly store: CanvasStore; position(): SyncState; answered(): Promise<void> },
): ClientCopy {
  const { copies, clock, userId, canvasId, inPieces } = options
  let canvas = options.copy?.canvas
  let epoch = options.copy?.epoch ?? null
  const keeper =
    copies &&
    createCopyKeeper({
      copies,
      owner: { userId, canvasId },
      clock,
      answered: client.answered,
      ...(inPieces && { inPieces }),
      take() {
        const { version, hash, epoch, you } = client.position()
        const { confirmed } = client.store
        if (!canvas || hash === null || epoch === null || confirmed.version !== version) return null
        return {
          userId,
          canvas: you === null ? canvas : { ...canvas, role: you.role },
          state: stateToWire(confirmed),
          hash,
          epoch,
          savedAtMs: clock.now(),
        }
      },
    })
  return {
    describe(described) {
      canvas = described
      keeper?.moved()
    },
    moved() {
      const now = client.position().epoch
      // a copy of the past that a restored backup has undone would have the queue numbered anew once more
      if (epoch !== null && epoch !== now) void keeper?.forget()
      epoch = now
      keeper?.moved()
    },
    save: () => keeper?.save() ?? Promise.resolve(),
    forget: () => void keeper?.forget(),
    ended() {
      const { phase } = client.position()
      const isOver = phase.name === 'stopped' && phase.reason.kind === 'closed'
      if (isOver && noMoreAccess.has(phase.reason.code)) void keeper?.forget()
    },
  }
}
