import {
  applyRow,
  emptyState,
  genesisHash,
  liftRow,
  reducerVersion,
  stateHash,
  toHex,
  verifyRows,
} from '@flowstate/engine'
import type { Verification } from '@flowstate/protocol'
import type { Deps } from '../deps.ts'
import type { CanvasLog } from '../log/canvas-log.ts'
import { parseStoredRow } from '../log/log-row-codec.ts'

/**
 * CM11 and SN1 from the outside: recomputes every hash from the stored rows, replays them, and compares each snapshot and the
 * head with what comes out. Reads page by page; nothing served from memory is trusted but the version to stop at.
 */
export async function verifyCanvas(deps: Deps, canvas: CanvasLog): Promise<Verification> {
  const { key, originId, version: until, hash: headHash } = canvas.head
  const snapshots = new Map(
    (await deps.store.listSnapshots(key)).map((entry) => [entry.version, entry.stateHash]),
  )
  const state = emptyState()
  let chain = { version: 0, hash: genesisHash(originId, deps.sha256) }
  let snapshotsChecked = 0
  const { pageItemsMax, pageBytesMax } = deps.config.limits

  const result = (broken?: { readonly brokenAt: number; readonly detail: string }): Verification => ({
    ok: broken === undefined,
    version: chain.version,
    hash: toHex(chain.hash),
    stateHash: toHex(stateHash(state, deps.sha256)),
    snapshotsChecked,
    ...broken,
  })

  while (chain.version < until) {
    const range = { key, since: chain.version, until, limit: pageItemsMax, bytesMax: pageBytesMax }
    const rows = await deps.store.readRows(range)
    if (rows.length === 0) return result({ brokenAt: chain.version + 1, detail: 'The row is missing' })
    for (const row of rows) {
      const { operation } = parseStoredRow(canvas.canvasId, row)
      const next = verifyRows([operation], chain, deps.sha256)
      if (!next.ok)
        return result({ brokenAt: next.error.version, detail: `Broken chain: ${next.error.reason}` })
      const lifted = liftRow(operation)
      if (!lifted.ok)
        return result({ brokenAt: operation.version, detail: 'The row is newer than this server' })
      applyRow(state, lifted.value)
      chain = next.value
      const kept = snapshots.get(operation.version)
      if (kept === undefined) continue
      const stored = await deps.store.readSnapshot(key, operation.version, reducerVersion)
      if (stored?.version !== operation.version) continue
      snapshotsChecked++
      if (toHex(stored.stateHash) !== toHex(stateHash(state, deps.sha256))) {
        return result({ brokenAt: operation.version, detail: 'The snapshot is not what the rows give' })
      }
    }
  }
  if (toHex(chain.hash) !== toHex(headHash))
    return result({ brokenAt: until, detail: 'The head has another hash' })
  return result()
}
