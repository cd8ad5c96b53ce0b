import { setImmediate as nextTurn } from 'node:timers/promises'
import { encodeSnapshot, reducerVersion, shapeDigest, shapesInSnapshot } from '@flowstate/engine'
import type { CanvasLogsDeps } from './commit-deps.ts'
import type { LiveCanvas } from './live-canvas.ts'
import {
  hurriedSnapshotRows,
  quietSnapshotRows,
  snapshotIntervalMs,
  snapshotSpacing,
  snapshotsToDrop,
} from './snapshot-policy.ts'

/** The history index may be this far behind while people are busy; a quiet canvas is indexed to its head (SN4). */
const indexLagMax = 500
const quietMs = 2_000

/** What is derived from the log and written behind it, never in the way of a commit: snapshots and the history index. */
export interface LogKeeper {
  /** Looks whether something is due; called after every commit, so it must cost next to nothing. */
  look(canvas: LiveCanvas): void
  forget(canvas: LiveCanvas): void
  /** Finishes what is under way and starts nothing new. */
  finish(): Promise<void>
}

/** Digesting so many shapes takes a few milliseconds; commits and sessions get their turn in between. */
const shapesPerTurn = 500

/** Digests the shapes of a large state ahead of its hash, which then finds them done. */
async function digestInTurns(canvas: LiveCanvas, deps: CanvasLogsDeps): Promise<void> {
  if (canvas.state.size <= shapesPerTurn) return
  const shapes = [...canvas.state.shapes()]
  for (let at = 0; at < shapes.length; at += shapesPerTurn) {
    for (const shape of shapes.slice(at, at + shapesPerTurn)) shapeDigest(shape, deps.sha256)
    await nextTurn()
  }
}

/** Writes a snapshot of the state as it is now and thins out the old ones (SN2). */
export async function writeSnapshot(canvas: LiveCanvas, deps: CanvasLogsDeps): Promise<void> {
  await digestInTurns(canvas, deps)
  const { state, head } = canvas
  if (canvas.unreadable !== null || state.version === 0) return
  const version = state.version
  const { text, stateHash, table } = encodeSnapshot(state, deps.sha256)
  const createdAtMs = deps.clock.now()
  canvas.snapshotVersion = version
  canvas.snapshotAtMs = createdAtMs
  canvas.text = { version, stateHash, shapes: shapesInSnapshot(text) }
  await deps.store.writeSnapshot(head.key, {
    version,
    reducer: reducerVersion,
    stateHash,
    text,
    table,
    createdAtMs,
  })
  const versions = (await deps.store.listSnapshots(head.key)).map((entry) => entry.version)
  const spacing = (deps.snapshotSpacing ?? snapshotSpacing)(state.size)
  const drop = snapshotsToDrop(
    versions.sort((a, b) => a - b),
    spacing,
  )
  if (drop.length > 0) await deps.store.deleteSnapshots(head.key, drop)
}

export function createLogKeeper(deps: CanvasLogsDeps): LogKeeper {
  const timers = new Map<LiveCanvas, () => void>()
  const busy = new Map<LiveCanvas, Promise<void>>()
  const spacing = deps.snapshotSpacing ?? snapshotSpacing
  let finished = false

  function snapshotLag(canvas: LiveCanvas): number {
    return canvas.unreadable === null ? canvas.state.version - canvas.snapshotVersion : 0
  }

  function isSnapshotDue(canvas: LiveCanvas): boolean {
    const lag = snapshotLag(canvas)
    if (lag < spacing(canvas.state.size)) return false
    return lag >= hurriedSnapshotRows || deps.clock.now() - canvas.snapshotAtMs >= snapshotIntervalMs
  }

  function indexLag(canvas: LiveCanvas): number {
    return canvas.head.version - canvas.head.indexedVersion
  }

  async function work(canvas: LiveCanvas, quiet: boolean): Promise<void> {
    try {
      if (isSnapshotDue(canvas) || (quiet && snapshotLag(canvas) >= quietSnapshotRows)) {
        await writeSnapshot(canvas, deps)
      }
      const lag = indexLag(canvas)
      if (lag >= indexLagMax || (quiet && lag > 0)) {
        const { key, version } = canvas.head
        const known = canvas.tail.read(canvas.head.indexedVersion, version) ?? []
        const indexedVersion = await deps.store.history.advance(key, version, known)
        canvas.head = { ...canvas.head, indexedVersion: Math.max(indexedVersion, canvas.head.indexedVersion) }
      }
    } catch (error) {
      // All of it can be made again; the next look tries once more.
      deps.log?.warn({ canvasId: canvas.canvasId, error }, 'snapshot or index could not be written')
    }
  }

  function start(canvas: LiveCanvas, quiet: boolean): void {
    if (finished || busy.has(canvas)) return
    const done = work(canvas, quiet).then(() => {
      busy.delete(canvas)
    })
    busy.set(canvas, done)
  }

  /** One timer per busy canvas: it fires, sees that commits went on, and waits again. */
  function waitForQuiet(canvas: LiveCanvas): void {
    const seen = canvas.head.version
    const cancel = deps.clock.after(quietMs, () => {
      timers.delete(canvas)
      if (canvas.head.version !== seen) waitForQuiet(canvas)
      else start(canvas, true)
    })
    timers.set(canvas, cancel)
  }

  function forget(canvas: LiveCanvas): void {
    timers.get(canvas)?.()
    timers.delete(canvas)
  }

  return {
    look(canvas) {
      if (finished) return
      if (isSnapshotDue(canvas) || indexLag(canvas) >= indexLagMax) start(canvas, false)
      const isBehind = indexLag(canvas) > 0 || snapshotLag(canvas) >= quietSnapshotRows
      if (isBehind && !timers.has(canvas)) waitForQuiet(canvas)
    },
    forget,
    async finish() {
      finished = true
      for (const canvas of [...timers.keys()]) forget(canvas)
      await Promise.all(busy.values())
    },
  }
}
