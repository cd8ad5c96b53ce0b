/** The thread that owns the embedded database: it runs synchronously and would starve sockets and timers elsewhere. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { DurableNodeFs, syncPath, syncTree } from './durable-node-fs.ts'
import { type FromPglite, type PgliteWorkerData, pgliteExitCodes, type ToPglite } from './pglite-messages.ts'

/**
 * After how much work (about bytes of instructions) a function of PostgreSQL is compiled again, for speed. V8's own 13 million are
 * reached while the database opens, and a processor was busy for two seconds with functions that had run for half of one.
 */
setFlagsFromString('--wasm-tiering-budget=1000000000')

let syncs = 0

/** PGlite's own parameters, but for `-F`, which turns durability off. */
const startParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...['fsync=on', 'wal_sync_method=fsync', 'synchronous_commit=on', 'full_page_writes=on'].flatMap(setting),
  // Nothing replicates from here: less log to write and sync.
  ...[
    'wal_level=minimal',
    'max_wal_senders=0',
    'shared_buffers=32MB',
    'wal_buffers=4MB',
    'jit=off',
    'plan_cache_mode=force_generic_plan',
  ].flatMap(setting),
]

function setting(assignment: string): string[] {
  return ['-c', assignment]
}

async function openIn(directory: string): Promise<PGlite> {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  return PGlite.create({
    fs: new DurableNodeFs(directory, {
      onSync: () => {
        syncs += 1
      },
      onSyncFailed: () => process.exit(pgliteExitCodes.syncFailed),
      onAbort: () => process.exit(pgliteExitCodes.aborted),
    }),
    startParams,
  })
}

/** A database is made beside its place and moved there whole, so that a first start that is cut short leaves nothing half. */
async function open(parentDirectory: string): Promise<PGlite> {
  const directory = join(parentDirectory, 'database')
  if (!existsSync(directory)) {
    const unfinished = join(parentDirectory, 'database.unfinished')
    rmSync(unfinished, { recursive: true, force: true })
    const created = await openIn(unfinished)
    await created.close()
    syncTree(unfinished)
    renameSync(unfinished, directory)
    syncPath(parentDirectory)
  }
  return openIn(directory)
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0
  for (const chunk of chunks) length += chunk.length
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** Runs frontend messages; the answer's bytes are copied out because the sandbox reuses its buffer. */
async function run(database: PGlite, message: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  await database.execProtocolRawStream(message, {
    syncToFs: false,
    onRawData: (chunk) => {
      chunks.push(chunk.slice())
    },
  })
  return joined(chunks)
}

/** There is one session for the life of the thread; what an earlier client left in it is thrown away. */
async function resetSession(database: PGlite): Promise<void> {
  await database.exec('ROLLBACK')
  await database.exec('DISCARD ALL')
}

async function main(
  port: NonNullable<typeof parentPort>,
  { parentDirectory }: PgliteWorkerData,
): Promise<void> {
  const send = (message: FromPglite): void =>
    port.postMessage(message, message.kind === 'wire' ? [message.bytes.buffer] : [])
  const database = await open(parentDirectory)
  let connections = 0

  const handle = async (message: ToPglite): Promise<void> => {
    switch (message.kind) {
      case 'connect':
        if (connections > 0) await resetSession(database)
        connections += 1
        return send({ kind: 'connected' })
      case 'wire':
        return send({ kind: 'wire', bytes: await run(database, message.bytes), syncs })
      case 'close':
        await database.close()
        send({ kind: 'closed' })
        return port.close()
    }
  }
  let last = Promise.resolve()
  port.on('message', (message: ToPglite) => {
    last = last
      .then(() => handle(message))
      .catch((error: unknown) => {
        send({ kind: 'failed', reason: String(error) })
        port.close()
        process.exit(pgliteExitCodes.aborted)
      })
  })
  send({ kind: 'ready' })
}

if (parentPort === null) throw new Error('the embedded database runs in a thread of its own')
const port = parentPort
main(port, workerData).catch((error: unknown) => {
  port.postMessage({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
  port.close()
})
