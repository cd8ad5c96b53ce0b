import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Names in a directory are as durable as the directory. Windows has no way to ask for it, and writes them through. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return
  await withFile(path, 'r', (directory) => directory.sync())
}

/** Makes a directory, for its owner alone, and everything above it that is missing, so that it is there after a power loss. */
export async function makeDirectory(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let made = path; made.length >= first.length; made = dirname(made)) await syncDirectory(dirname(made))
}

/**
 * Puts a file where it belongs, whole or not at all, also after a power loss. What breaks off leaves at most `partPath`.
 * @param partPath in the directory of `path`, of nobody else
 */
export async function writeDurably(path: string, partPath: string, bytes: Uint8Array): Promise<void> {
  try {
    await withFile(partPath, 'wx', async (file) => {
      await file.writeFile(bytes)
      await file.sync()
    })
    await rename(partPath, path)
  } catch (error) {
    await rm(partPath, { force: true }).catch(() => {})
    throw error
  }
  await syncDirectory(dirname(path))
}

async function withFile(
  path: string,
  flags: string,
  work: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags, 0o600)
  try {
    await work(file)
  } finally {
    await file.close()
  }
}
