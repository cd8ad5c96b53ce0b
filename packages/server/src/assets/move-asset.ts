import { toHex } from '@flowstate/engine'
import type { Kysely } from 'kysely'
import type { Deps } from '../deps.ts'
import type { Schema } from '../storage/schema.ts'
import {
  type AssetPlace,
  clearObjectName,
  findPlace,
  isSamePlace,
  lockPlace,
  setObjectName,
} from './asset-place-repo.ts'
import { AssetStoreUnavailable, type StoreTrouble } from './asset-store.ts'
import { databaseAssetStore } from './database-asset-store.ts'
import { announceObject, claimObject } from './leftover-repo.ts'
import { readPlace } from './load-assets.ts'
import { newObjectName, type OutsideStore, type StoreKind, splitObjectName } from './object-name.ts'

export type MoveDeps = Pick<Deps, 'db' | 'outsideAssets' | 'sha256' | 'newId' | 'clock'>

/** Why a picture stays where it is: what is wrong with a store, or there are no bytes, or others move it all the time. */
export type MoveTrouble = StoreTrouble | 'missing' | 'busy'

export type MoveOutcome =
  | { readonly kind: 'moved'; readonly byteLength: number }
  /** It is gone, or somebody else has moved it. */
  | { readonly kind: 'settled' }
  | { readonly kind: 'failed'; readonly code: MoveTrouble; readonly detail: string }

/** Puts the bytes into the new place of a picture, in the transaction that has locked it. */
type Switch = (tx: Kysely<Schema>, from: AssetPlace) => Promise<void>

const attemptsMax = 3

/**
 * Moves a picture into the chosen store: its bytes are copied and read back there, then the database names the new copy instead
 * of the old one, which is left to be deleted. At any moment it names one that is whole.
 */
export async function moveAsset(deps: MoveDeps, id: Uint8Array): Promise<MoveOutcome> {
  try {
    for (let attempt = 1; attempt <= attemptsMax; attempt++) {
      const outcome = await attemptMove(deps, id)
      if (outcome !== null) return outcome
    }
    return { kind: 'failed', code: 'busy', detail: 'it was moved by somebody else meanwhile' }
  } catch (error) {
    if (!(error instanceof AssetStoreUnavailable)) throw error
    return { kind: 'failed', code: error.trouble, detail: error.message }
  }
}

/** Null when the place of the picture changed meanwhile. */
async function attemptMove(deps: MoveDeps, id: Uint8Array): Promise<MoveOutcome | null> {
  const { kysely } = deps.db
  const { chosen } = deps.outsideAssets
  const place = await findPlace(kysely, id)
  if (place === null || isSettled(place, chosen)) return { kind: 'settled' }
  const bytes = await readPlace(deps, toHex(id), place)
  if (bytes === null) {
    const next = await findPlace(kysely, id)
    if (next === null || !isSamePlace(next, place)) return null
    return { kind: 'failed', code: 'missing', detail: 'there are no bytes where it should be' }
  }
  // The stores outside look at what they give; a database is believed, but for this.
  if (!isHashOf(deps, id, bytes)) throw notItsBytes()
  const putThere =
    chosen === 'database'
      ? intoDatabase(deps, id, bytes)
      : await intoStore(deps, { id, bytes, store: chosen })
  const switched = await kysely.transaction().execute(async (tx) => {
    const locked = await lockPlace(tx, id)
    if (locked === null || !isSamePlace(locked, place)) return false
    await putThere(tx, locked)
    return true
  })
  return switched ? { kind: 'moved', byteLength: bytes.length } : null
}

function isSettled({ inside, objectName }: AssetPlace, chosen: StoreKind): boolean {
  if (chosen === 'database') return inside && objectName === null
  return !inside && objectName !== null && splitObjectName(objectName).store === chosen
}

function isHashOf({ sha256 }: MoveDeps, id: Uint8Array, bytes: Uint8Array): boolean {
  return Buffer.compare(sha256(bytes), id) === 0
}

function notItsBytes(): AssetStoreUnavailable {
  return new AssetStoreUnavailable('the bytes are not those of the picture', { trouble: 'damaged' })
}

function intoDatabase(deps: MoveDeps, id: Uint8Array, bytes: Uint8Array): Switch {
  return async (tx, from) => {
    const rows = databaseAssetStore(tx)
    if (!from.inside) await rows.put(toHex(id), bytes)
    const kept = await rows.get(toHex(id))
    if (kept === null || !isHashOf(deps, id, kept)) throw notItsBytes()
    await clearObjectName(tx, id, from.objectName)
  }
}

/** Puts them there before anything refers to them: no transaction waits for a store. */
async function intoStore(
  deps: MoveDeps,
  copy: { readonly id: Uint8Array; readonly bytes: Uint8Array; readonly store: OutsideStore },
): Promise<Switch> {
  const { id, bytes, store } = copy
  const objectName = newObjectName(store, toHex(id), deps.newId())
  await announceObject(deps.db.kysely, objectName)
  await deps.outsideAssets.put(objectName, bytes)
  const kept = await deps.outsideAssets.get(objectName)
  if (kept === null || !isHashOf(deps, id, kept)) throw notItsBytes()
  return async (tx, from) => {
    if (!(await claimObject(tx, objectName)))
      throw new AssetStoreUnavailable('the copy took so long that its bytes were given up')
    // Whoever finds nothing in the old place looks for the new one, so nothing has to be kept for readers.
    await setObjectName(tx, id, { from: from.objectName, to: objectName, due: 'now' })
  }
}
