import { createHash, randomBytes } from 'node:crypto'
import {
  linkSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemCodeOf } from '../system-code.ts'

/** Another process serves this data directory. The message is the one line to print. */
export class DataDirLocked extends Error {
  override readonly name = 'DataDirLocked'
}

export interface DataDirLock {
  release(): Promise<void>
}

const lockName = 'lock.sock'

/**
 * Makes this process the only one on a data directory. The lock is a Unix socket that answers while its process lives:
 * unlike the number in a pid file it means something in another container that shares the volume, and it cannot outlive
 * its process. A socket nobody answers on is left over from a crash and taken over.
 * @param directory an existing directory
 * @throws DataDirLocked
 */
export async function lockDataDir(directory: string): Promise<DataDirLock> {
  const real = realpathSync(directory)
  if (process.platform === 'win32') return lockByPipe(real)
  const short = shortPath(real)
  const name = `lock-${randomBytes(6).toString('hex')}.sock`
  const server = await listen(join(short.path, name)).catch((error: unknown) => {
    short.remove()
    throw error
  })
  try {
    // It is listening before it appears under the lock's name, so nobody can take a starting process for a dead one.
    await appear(real, short.path, name)
  } catch (error) {
    server.close()
    throw error
  } finally {
    rmSync(join(real, name), { force: true })
    short.remove()
  }
  const mine = statSync(join(real, lockName)).ino
  return {
    async release() {
      await closed(server)
      if (inode(join(real, lockName)) === mine) unlinkSync(join(real, lockName))
    },
  }
}

async function appear(directory: string, short: string, name: string): Promise<void> {
  const lock = join(directory, lockName)
  for (let attempt = 0; attempt < 10; attempt++) {
    try {
      linkSync(join(directory, name), lock)
      return
    } catch (error) {
      if (systemCodeOf(error) !== 'EEXIST') throw error
    }
    const seen = inode(lock)
    if (seen === undefined) continue
    if (await answers(join(short, lockName))) throw held(directory)
    removeStale(directory, lock, seen)
  }
  throw held(directory)
}

/** Moves the dead socket away first: should a living one have taken its place meanwhile, it is put back. */
function removeStale(directory: string, lock: string, seen: number): void {
  const aside = join(directory, `stale-${randomBytes(6).toString('hex')}.sock`)
  try {
    renameSync(lock, aside)
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return
    throw error
  }
  if (inode(aside) !== seen) linkSync(aside, lock)
  unlinkSync(aside)
}

/** Unix socket paths end at 107 bytes (103 on macOS); a directory may be deeper, a symbolic link to it is not. */
function shortPath(directory: string): { readonly path: string; remove(): void } {
  if (Buffer.byteLength(directory) <= 70) return { path: directory, remove() {} }
  const holder = mkdtempSync(join(tmpdir(), 'fs-'))
  const path = join(holder, 'd')
  symlinkSync(directory, path)
  return { path, remove: () => rmSync(holder, { recursive: true, force: true }) }
}

async function lockByPipe(directory: string): Promise<DataDirLock> {
  const name = createHash('sha256').update(directory.toLowerCase()).digest('hex').slice(0, 32)
  const server = await listen(`\\\\.\\pipe\\flowstate-${name}`).catch((error: unknown) => {
    throw systemCodeOf(error) === 'EADDRINUSE' ? held(directory) : error
  })
  return { release: () => closed(server) }
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', reject)
    server.listen(path, () => {
      // The lock alone keeps no process alive.
      server.unref()
      resolve(server)
    })
  })
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    // Refused: nobody listens. Gone: it was released this moment. Anything else (no permission) is a living owner.
    socket.once('error', (error) => resolve(!['ECONNREFUSED', 'ENOENT'].includes(systemCodeOf(error) ?? '')))
  })
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}

function inode(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino
}

function held(directory: string): DataDirLocked {
  return new DataDirLocked(`another FlowState process is using the data directory ${directory}`)
}
