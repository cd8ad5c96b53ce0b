import { toHex } from '@flowstate/engine'
import { countPlaces, listElsewhere } from './asset-place-repo.ts'
import { AssetStoreUnavailable, type StoreTrouble } from './asset-store.ts'
import { type MoveDeps, type MoveTrouble, moveAsset } from './move-asset.ts'
import { sweepLeftovers } from './sweep-leftovers.ts'

/** A picture that is still where it was. */
export interface MoveFailure {
  /** Of the picture, in hex. */
  readonly id: string
  readonly code: MoveTrouble
  readonly detail: string
}

export interface MoveReport {
  readonly moved: number
  readonly bytesMoved: number
  readonly failed: number
  /** A store did not answer several times in a row, and the rest was not tried. */
  readonly gaveUp: boolean
  /** What keeps old copies from being deleted; null when they are. */
  readonly sweepTrouble: StoreTrouble | null
  /** Pictures in the chosen store and nowhere else, and all others, when everything was done. */
  readonly settled: number
  readonly elsewhere: number
}

const movesAtOnce = 4
const idsAtOnce = 64
const sweptAtOnce = 200
/** So many pictures in a row that a store did not answer for, and it is away. */
const unansweredMax = 8

/**
 * Moves every picture into the chosen store. What is done is done: it may be broken off anywhere and begun again, also by
 * several at once and while servers that reach both stores go on.
 * @param onFailure called for each picture that cannot be moved
 */
export async function moveAssets(
  deps: MoveDeps,
  onFailure: (failure: MoveFailure) => void,
): Promise<MoveReport> {
  const { kysely } = deps.db
  const { chosen } = deps.outsideAssets
  const failed = new Set<string>()
  let [moved, bytesMoved, unanswered] = [0, 0, 0]
  let sweepTrouble: StoreTrouble | null = null
  const isGivenUp = () => unanswered >= unansweredMax

  async function moveOne(id: Uint8Array): Promise<void> {
    const outcome = await moveAsset(deps, id)
    if (outcome.kind === 'failed') {
      unanswered = outcome.code === 'unreachable' ? unanswered + 1 : 0
      failed.add(toHex(id))
      return onFailure({ id: toHex(id), code: outcome.code, detail: outcome.detail })
    }
    unanswered = 0
    if (outcome.kind === 'settled') return
    moved += 1
    bytesMoved += outcome.byteLength
  }

  /** How many it found that had not failed before. */
  async function passOnce(): Promise<number> {
    let found = 0
    for (let after: Uint8Array = new Uint8Array(0); !isGivenUp(); ) {
      const ids = await listElsewhere(kysely, chosen, { after, countMax: idsAtOnce })
      const waiting = ids.filter((id) => !failed.has(toHex(id)))
      found += waiting.length
      const lane = async (): Promise<void> => {
        for (let id = waiting.shift(); id !== undefined && !isGivenUp(); id = waiting.shift())
          await moveOne(id)
      }
      await Promise.all(Array.from({ length: movesAtOnce }, lane))
      sweepTrouble = await sweepAll(deps)
      const last = ids.at(-1)
      if (last === undefined) break
      after = last
    }
    return found
  }

  // Servers that still choose another store add to it meanwhile.
  while ((await passOnce()) > 0 && !isGivenUp());
  const places = await countPlaces(kysely, chosen)
  return { moved, bytesMoved, failed: failed.size, gaveUp: isGivenUp(), sweepTrouble, ...places }
}

/** Deletes the old copies, and whatever else is due. What cannot be deleted now is later, by servers too. */
async function sweepAll(deps: MoveDeps): Promise<StoreTrouble | null> {
  const sweep = sweepLeftovers(deps.outsideAssets)
  try {
    while ((await sweep(deps.db, deps.clock.now(), sweptAtOnce)) === sweptAtOnce);
    return null
  } catch (error) {
    if (error instanceof AssetStoreUnavailable) return error.trouble
    throw error
  }
}
