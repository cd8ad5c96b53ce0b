import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunAs } from './unprivileged-user.ts'

export type TemporaryDirectory = { readonly path: string; remove(): void }

/** A new empty directory, owned by `owner` when given. `remove` deletes it with everything in it. */
export function makeTemporaryDirectory(name: string, owner: RunAs = {}): TemporaryDirectory {
  const path = mkdtempSync(join(tmpdir(), `flowstate-${name}-`))
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(path, owner.uid, owner.gid)
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) }
}
