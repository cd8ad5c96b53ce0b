import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A directory for pictures that is gone after the test. */
export interface AssetDirectory {
  readonly path: string
  /** The settings as a server is given them. */
  readonly env: Readonly<Record<string, string>>
  /** Paths within it of everything that is no directory, but for the file that marks it. */
  files(): readonly string[]
  close(): Promise<void>
}

export async function makeAssetDirectory(): Promise<AssetDirectory> {
  const path = mkdtempSync(join(tmpdir(), 'flowstate-pictures-'))
  return {
    path,
    env: { ASSET_DIR: path },
    files: () =>
      readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter((name) => name !== 'flowstate-pictures' && !statSync(join(path, name)).isDirectory())
        .sort(),
    close: async () => rmSync(path, { recursive: true, force: true }),
  }
}
