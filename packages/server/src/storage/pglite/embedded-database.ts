import { Worker } from 'node:worker_threads'
import { EmbeddedDatabaseStopped } from '../database-errors.ts'
import { type FromPglite, type PgliteWorkerData, pgliteExitCodes, type ToPglite } from './pglite-messages.ts'
import { PgliteStream } from './pglite-stream.ts'

/** The embedded database, running in its thread. */
export interface EmbeddedDatabase {
  /** A new byte stream for the one `pg` client there may be at a time. */
  createStream(): PgliteStream
  /** How often the disk was synced, up to the latest answer. */
  syncCount(): number
  /** Checkpoints, closes and ends the thread. */
  close(): Promise<void>
}

interface Options {
  /** An existing directory, locked by this process. */
  readonly directory: string
  /** The thread ended while in use. Nothing is answered any more; the process should stop with this line. */
  readonly onFatal: (error: Error) => void
}

/** Starts the database thread. The first start makes the database, which takes several times as long as a later one. */
export async function openEmbeddedDatabase({ directory, onFatal }: Options): Promise<EmbeddedDatabase> {
  const workerData: PgliteWorkerData = { parentDirectory: directory }
  const worker = new Worker(workerUrl(), { workerData, name: 'embedded-database' })
  const exited = new Promise<number>((resolve) => worker.once('exit', resolve))
  let stream: PgliteStream | undefined
  let syncs = 0
  let phase: 'opening' | 'open' | 'closing' = 'opening'
  let reason: string | undefined
  let failure: Error | undefined
  const post = (message: ToPglite): void => worker.postMessage(message)

  await new Promise<void>((resolve, reject) => {
    const fail = (error: Error): void => {
      if (phase === 'opening') reject(error)
      else if (phase === 'open') onFatal(error)
      phase = 'closing'
      failure = error
      stream?.destroy(error)
    }
    worker.on('message', (message: FromPglite) => {
      switch (message.kind) {
        case 'ready':
          phase = 'open'
          return resolve()
        case 'connected':
          return void stream?.emit('connect')
        case 'wire':
          syncs = message.syncs
          return void stream?.push(Buffer.from(message.bytes.buffer))
        case 'failed':
          reason = message.reason
          return
        case 'closed':
          return
      }
    })
    worker.once('error', (error) => fail(stopped(describe(error))))
    worker.once('exit', (code) => {
      if (phase !== 'closing') fail(stopped(reason ?? exitReason(code)))
    })
  })

  return {
    createStream() {
      const created = new PgliteStream({
        connect: () => (failure === undefined ? post({ kind: 'connect' }) : created.destroy(failure)),
        send: (bytes) => worker.postMessage({ kind: 'wire', bytes } satisfies ToPglite, [bytes.buffer]),
      })
      stream = created
      return created
    },
    syncCount: () => syncs,
    async close() {
      if (phase === 'open') {
        phase = 'closing'
        post({ kind: 'close' })
      }
      await exited
    },
  }
}

function workerUrl(): URL {
  // Built code is JavaScript, a checkout runs from source.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return new URL(`./pglite-worker.${extension}`, import.meta.url)
}

function stopped(why: string): Error {
  return new EmbeddedDatabaseStopped(`the embedded database stopped: ${why}`)
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function exitReason(code: number): string {
  switch (code) {
    case pgliteExitCodes.syncFailed:
      return 'the disk refused to sync'
    case pgliteExitCodes.aborted:
      return 'it panicked, as it does when its log cannot be written'
    default:
      return `its thread ended with code ${code}`
  }
}
