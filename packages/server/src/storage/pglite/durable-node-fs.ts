import { closeSync, fdatasyncSync, fsyncSync, openSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** The parts of Emscripten's NODEFS that PGlite's typings do not mention and this file relies on. */
interface NodeFsInternals {
  readonly stream_ops: { fsync?: (stream: { readonly nfd: number }) => number }
}

interface DurabilityHooks {
  readonly onSync: () => void
  /** The disk refused to sync. */
  readonly onSyncFailed: (error: unknown) => never
  /** PostgreSQL panicked, for example because its log could not be written. */
  readonly onAbort: () => never
}

type InitArguments = Parameters<NodeFS['init']>
type InitResult = Awaited<ReturnType<NodeFS['init']>>

/**
 * The file system of the embedded database, with the one thing Emscripten leaves out: `fsync` reaches the disk. Without it
 * PostgreSQL believes its log is durable while nothing was ever synced. `rename` needs no help in the pinned version: it
 * is the operating system's, which replaces atomically.
 *
 * PostgreSQL may not go on after a failed sync (what the kernel kept of the data is unknown) nor after a panic. A server's
 * process would end; inside the sandbox the abort is swallowed and later commits would be acknowledged from a broken memory.
 * So neither `onSyncFailed` nor `onAbort` may return.
 */
export class DurableNodeFs extends NodeFS {
  readonly #hooks: DurabilityHooks

  constructor(directory: string, hooks: DurabilityHooks) {
    super(directory)
    this.#hooks = hooks
  }

  override async init(...[pg, options]: InitArguments): Promise<InitResult> {
    const { emscriptenOpts } = await super.init(pg, options)
    const makeDurable: NonNullable<typeof emscriptenOpts.preRun>[number] = (module) =>
      installSync(nodeFsOf(module.NODEFS), this.#hooks)
    const preRun = [...(emscriptenOpts.preRun ?? []), makeDurable]
    return { emscriptenOpts: { ...emscriptenOpts, preRun, onAbort: this.#hooks.onAbort } }
  }
}

function nodeFsOf(found: unknown): NodeFsInternals {
  if (!isNodeFs(found)) throw new Error('the embedded database no longer exposes its file system')
  return found
}

function isNodeFs(value: unknown): value is NodeFsInternals {
  return typeof value === 'object' && value !== null && 'stream_ops' in value
}

function installSync(nodeFs: NodeFsInternals, { onSync, onSyncFailed }: DurabilityHooks): void {
  nodeFs.stream_ops.fsync = (stream) => {
    try {
      fdatasyncSync(stream.nfd)
    } catch (error) {
      onSyncFailed(error)
    }
    onSync()
    return 0
  }
}

/** Syncs one file or directory by path. */
export function syncPath(path: string): void {
  // Windows has no sync of directories, and wants write access for that of files.
  const windows = process.platform === 'win32'
  if (windows && statSync(path).isDirectory()) return
  const descriptor = openSync(path, windows ? 'r+' : 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Syncs every file and directory of a tree, the root last. */
export function syncTree(root: string): void {
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    const path = join(root, entry.name)
    if (entry.isDirectory()) syncTree(path)
    else if (entry.isFile()) syncPath(path)
  }
  syncPath(root)
}
