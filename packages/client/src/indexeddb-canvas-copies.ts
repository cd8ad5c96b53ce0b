import type { UserId } from '@flowstate/engine'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import {
  type CanvasCopies,
  type CopyLimits,
  copiesToDrop,
  copyLimits,
  type PackedCopy,
  packCopy,
  unpackCopy,
} from './canvas-copies.ts'
import type { OutboxOwner } from './outbox-storage.ts'

type CopyKey = [userId: string, canvasId: string]

interface CopySchema extends DBSchema {
  /** What is known of a copy without reading it. */
  copies: { key: CopyKey; value: Omit<PackedCopy, 'text'> }
  texts: { key: CopyKey; value: string }
}

const stores = ['copies', 'texts'] as const
const keyOf = (owner: OutboxOwner): CopyKey => [owner.userId, owner.canvasId]

/**
 * Copies in a browser. Every call resolves also where storage is forbidden, full or broken: then nothing is kept, which
 * costs time only.
 */
export function createIndexedDbCanvasCopies(options: {
  readonly name: string
  readonly limits?: CopyLimits
}): CanvasCopies {
  const { limits = copyLimits } = options
  let opening: Promise<IDBPDatabase<CopySchema>> | null = null
  let only: UserId | null | undefined

  const isKept = ({ userId }: { readonly userId: UserId }): boolean => only === undefined || only === userId

  async function open(): Promise<IDBPDatabase<CopySchema>> {
    opening ??= openDB<CopySchema>(options.name, 1, {
      upgrade(database) {
        database.createObjectStore('copies')
        database.createObjectStore('texts')
      },
      terminated() {
        opening = null
      },
    })
    return opening
  }

  /** Deletes those copies that a look at all of them picks out. */
  async function drop(
    database: IDBPDatabase<CopySchema>,
    pick: (all: readonly Omit<PackedCopy, 'text'>[]) => readonly OutboxOwner[],
  ): Promise<void> {
    const transaction = database.transaction(stores, 'readwrite')
    const copies = transaction.objectStore('copies')
    const dropped = pick(await copies.getAll()).map(keyOf)
    await Promise.all(
      dropped.flatMap((key) => [copies.delete(key), transaction.objectStore('texts').delete(key)]),
    )
    await transaction.done
  }

  async function forget(owner: OutboxOwner): Promise<void> {
    await drop(await open(), () => [owner])
  }

  async function read(owner: OutboxOwner): Promise<ReturnType<typeof unpackCopy>> {
    const transaction = (await open()).transaction(stores)
    const [about, text] = await Promise.all([
      transaction.objectStore('copies').get(keyOf(owner)),
      transaction.objectStore('texts').get(keyOf(owner)),
    ])
    if (about === undefined || text === undefined) return null
    const copy = unpackCopy({ ...about, text }, owner)
    if (copy === null) await forget(owner)
    return copy
  }

  async function write(packed: PackedCopy): Promise<void> {
    const { text, ...about } = packed
    const database = await open()
    const transaction = database.transaction(stores, 'readwrite')
    await Promise.all([
      transaction.objectStore('copies').put(about, keyOf(packed)),
      transaction.objectStore('texts').put(text, keyOf(packed)),
      transaction.done,
    ])
    await drop(database, (all) => copiesToDrop(all, limits))
  }

  return {
    read: (owner) => read(owner).catch(() => null),
    async write(copy, inPieces) {
      if (!isKept(copy)) return
      const packed = await packCopy(copy, inPieces)
      if (!isKept(copy)) return
      // An older copy beside a write that failed would be right still, but this one may have been the one too many.
      await write(packed).catch(() => forget(packed).catch(() => undefined))
    },
    forget: (owner) => forget(owner).catch(() => undefined),
    async keepOnly(userId) {
      only = userId
      const isOther = (copy: OutboxOwner): boolean => copy.userId !== userId
      await open()
        .then((database) => drop(database, (all) => all.filter(isOther)))
        .catch(() => undefined)
    },
  }
}
