import { closeSync, fdatasyncSync, fsyncSync, openSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** The parts of Emscripten's NODEFS that PGlite's typings do not mention and this file relies on. */
interface NodeFsInternals {
  readonly stream_ops: { fsync?: (stream: { readonly nfd: number }) => number }
}

interface SyncHooks {
  readonly onSync: () => void
  readonly onSyncFailed: (error: unknown) => never
}

type InitArguments = Parameters<NodeFS['init']>
type InitResult = Awaited<ReturnType<NodeFS['init']>>

/**
 * The file system of the embedded database, with the one thing Emscripten leaves out: `fsync` reaches the disk. Without it
 * PostgreSQL believes its log is durable while nothing was ever synced. `rename` needs no help in the pinned version: it
 * is the operating system's, which replaces atomically.
 *
 * PostgreSQL may not go on after a failed sync (what the kernel kept of the data is unknown), and inside the sandbox its
 * panic can be swallowed; so `onSyncFailed` must not return.
 */
export class DurableNodeFs extends NodeFS {
  readonly #hooks: SyncHooks

  constructor(directory: string, hooks: SyncHooks) {
    super(directory)
    this.#hooks = hooks
  }

  override async init(...[pg, options]: InitArguments): Promise<InitResult> {
    const { emscriptenOpts } = await super.init(pg, options)
    const makeDurable: NonNullable<typeof emscriptenOpts.preRun>[number] = (module) =>
      installSync(nodeFsOf(module.NODEFS), this.#hooks)
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), makeDurable] } }
  }
}

function nodeFsOf(found: unknown): NodeFsInternals {
  if (!isNodeFs(found)) throw new Error('the embedded database no longer exposes its file system')
  return found
}

function isNodeFs(value: unknown): value is NodeFsInternals {
  return typeof value === 'object' && value !== null && 'stream_ops' in value
}

function installSync(nodeFs: NodeFsInternals, { onSync, onSyncFailed }: SyncHooks): void {
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
  const descriptor = openSync(path, 'r')
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
