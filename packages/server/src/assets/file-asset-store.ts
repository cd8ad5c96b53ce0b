import { randomBytes } from 'node:crypto'
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { toHex } from '@flowstate/engine'
import { systemCodeOf } from '../system-code.ts'
import { type AssetStore, AssetStoreUnavailable } from './asset-store.ts'
import { makeDirectory, syncDirectory, writeDurably } from './durable-files.ts'

/**
 * A file that is in the directory as long as it is the one that was set up. Where a disk or a share is not mounted there is an
 * empty directory instead, and pictures would seem to be missing in it, and new ones would be covered later.
 */
export const markName = 'flowstate-pictures'

const namePattern = /^([0-9a-f]{64})\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/
/** What goes away by itself: a full disk, too many open files, a share that does not answer. */
const passingCodes: ReadonlySet<string> = new Set([
  'EAGAIN',
  'EBUSY',
  'EDQUOT',
  'EIO',
  'EMFILE',
  'ENFILE',
  'ENOMEM',
  'ENOSPC',
  'ESTALE',
  'ETIMEDOUT',
])

interface FilePlace {
  readonly shard: string
  readonly file: string
}

/**
 * Bytes as files: `<directory>/ab/<SHA-256>.<number>`, where `ab` are the first digits of the hash. A file is under its name
 * when it is whole and on disk. What a killed process has left of one is deleted with its name.
 * @param directory as `prepareAssetDir` has left it
 */
export function createFileAssetStore(
  directory: string,
  sha256: (bytes: Uint8Array) => Uint8Array,
): AssetStore {
  /** Whose own names in the directory are on disk. */
  const syncedShards = new Set<string>()

  /** Only digits and dashes of a name get into a path. */
  const placeOf = (name: string): FilePlace => {
    const [, hash, id] = namePattern.exec(name) ?? []
    if (hash === undefined || id === undefined) throw new Error('that is no name of a picture')
    return { shard: join(directory, hash.slice(0, 2)), file: `${hash}.${id}` }
  }

  async function isMarked(): Promise<boolean> {
    return (await orNull(stat(join(directory, markName)))) !== null
  }

  async function withPlace<T>(name: string, work: (place: FilePlace) => Promise<T>): Promise<T> {
    const place = placeOf(name)
    try {
      return await work(place)
    } catch (error) {
      throw toUnavailable(error)
    }
  }

  /** Null is only said where the directory is the right one. */
  async function read({ shard, file }: FilePlace): Promise<Uint8Array | null> {
    const bytes = await orNull(readFile(join(shard, file)))
    if (bytes === null && !(await isMarked())) throw isAway()
    return bytes
  }

  const isWhole = (bytes: Uint8Array, { file }: FilePlace) => file.startsWith(toHex(sha256(bytes)))

  return {
    put: (name, bytes) =>
      withPlace(name, async (place) => {
        const { shard, file } = place
        if (!isWhole(bytes, place)) throw damaged(name)
        if (!(await isMarked())) throw isAway()
        await makeDirectory(shard)
        // Another process may have made it this moment.
        if (!syncedShards.has(shard)) await syncDirectory(directory)
        syncedShards.add(shard)
        const path = join(shard, file)
        await writeDurably(path, `${path}.${randomBytes(6).toString('hex')}.part`, bytes)
      }),
    get: (name) =>
      withPlace(name, async (place) => {
        const bytes = await read(place)
        if (bytes !== null && !isWhole(bytes, place)) throw damaged(name)
        return bytes
      }),
    // One that is damaged is put there anew by whoever uploads it.
    has: (name) =>
      withPlace(name, async (place) => {
        const bytes = await read(place)
        return bytes !== null && isWhole(bytes, place)
      }),
    delete: (name) =>
      withPlace(name, async ({ shard, file }) => {
        const names = await orNull(readdir(shard))
        if (names === null && !(await isMarked())) throw isAway()
        const own = (names ?? []).filter((one) => one === file || one.startsWith(`${file}.`))
        for (const one of own) await rm(join(shard, one), { force: true })
        if (own.length > 0) await syncDirectory(shard)
      }),
  }
}

/** Null where there is no such file or directory. */
function orNull<T>(found: Promise<T>): Promise<T | null> {
  return found.catch((error: unknown) => {
    if (systemCodeOf(error) === 'ENOENT') return null
    throw error
  })
}

function isAway(): AssetStoreUnavailable {
  const message = `ASSET_DIR has no file ${markName}: it is not the directory that was set up, or its disk is not mounted`
  return new AssetStoreUnavailable(message)
}

function damaged(name: string): AssetStoreUnavailable {
  return new AssetStoreUnavailable(`the bytes of ${name} are not those of the picture`, {
    trouble: 'damaged',
  })
}

/** The words of the system name a file; its code is enough. */
function toUnavailable(error: unknown): unknown {
  const code = systemCodeOf(error)
  if (code === null) return error
  const message = `a file of a picture cannot be used (${code})`
  return new AssetStoreUnavailable(message, {
    cause: error,
    ...(passingCodes.has(code) ? {} : { refusal: code }),
  })
}
