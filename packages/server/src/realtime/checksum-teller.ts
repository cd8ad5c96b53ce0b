import type { Shape } from '@flowstate/engine'
import type { ServerMessage } from '@flowstate/protocol'
import type { Clock } from '../clock.ts'
import type { CanvasLog } from '../log/canvas-log.ts'
import type { StateHash } from './state-cache.ts'

export interface ChecksumDeps {
  readonly log: Pick<CanvasLog, 'head' | 'state'>
  readonly clock: Clock
  readonly stateHash: StateHash
  /** Digests a shape ahead of `stateHash`, which then finds it done. */
  readonly digestShape: (shape: Shape) => void
  tell(message: Extract<ServerMessage, { type: 'checksum' }>): void
}

/** Tells a room what its state hashes to, so that clients can notice that theirs differs (CL5). */
export interface ChecksumTeller {
  /** Called about once a second. */
  look(): void
  close(): void
}

/** Clients compare only when they are at the very version: it is worth saying when nobody draws. */
const quietMs = 4_000
/** A few milliseconds of work; a canvas of ten thousand new shapes is digested between other things. */
const shapesPerTurn = 500

/** Says it once per version, and not the version the room was opened at: its state came with a hash. */
export function createChecksumTeller(deps: ChecksumDeps): ChecksumTeller {
  const { log, clock } = deps
  let seen = { version: log.head.version, sinceMs: clock.now() }
  let told = log.head.version
  let cancel = () => {}

  const digest = (shapes: readonly Shape[], from: number, version: number) => {
    // A commit in between starts the wait for quiet again; what has been digested stays so.
    if (log.state.version !== version) return
    for (const shape of shapes.slice(from, from + shapesPerTurn)) deps.digestShape(shape)
    if (from + shapesPerTurn < shapes.length) {
      cancel = clock.after(0, () => digest(shapes, from + shapesPerTurn, version))
      return
    }
    deps.tell({ type: 'checksum', version, stateHash: deps.stateHash(log.state) })
  }

  return {
    look() {
      const { version } = log.state
      // Behind the head where a row is newer than this code: no client is at that version (CM13).
      if (version !== log.head.version || version === told) return
      if (version !== seen.version) {
        seen = { version, sinceMs: clock.now() }
        return
      }
      if (clock.now() - seen.sinceMs < quietMs) return
      told = version
      digest([...log.state.shapes()], 0, version)
    },
    close() {
      cancel()
    },
  }
}
