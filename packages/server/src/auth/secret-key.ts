import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../config-error.ts'
import { systemCodeOf } from '../system-code.ts'

const charactersMin = 32
const distinctCharactersMin = 8

/** Words people leave in a configuration they copied. */
const sampleWords = [
  'changeme',
  'change-me',
  'change_me',
  'secret',
  'password',
  'example',
  'default',
  'flowstate',
  'your-',
]

/** Why a key must not sign tokens, as the end of a sentence; undefined when it may. */
export function weakSecretReason(key: string): string | undefined {
  if (key.length < charactersMin) return `is shorter than ${charactersMin} characters`
  if (new Set(key).size < distinctCharactersMin) return 'repeats a few characters'
  const lower = key.toLowerCase()
  if (sampleWords.some((word) => lower.includes(word))) return 'looks like a sample'
  return undefined
}

/**
 * The key of a server with the embedded database: read from `secret-key` in the data directory, made on the first start
 * (256 random bits, readable by the owner alone). Complete before it is visible under its name, so a crash cannot leave half a key.
 */
export function ownSecretKey(dataDir: string): string {
  const path = join(dataDir, 'secret-key')
  const read = () => {
    const key = readFileSync(path, 'utf8').trim()
    const weak = weakSecretReason(key)
    if (weak !== undefined)
      throw new ConfigError(`the key in ${path} ${weak}; remove the file to make a new one`)
    return key
  }
  try {
    return read()
  } catch (error) {
    if (systemCodeOf(error) !== 'ENOENT') throw error
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true })
  try {
    linkSync(draft, path)
  } catch {
    // Another process was first; its key is the one.
  } finally {
    rmSync(draft, { force: true })
  }
  return read()
}
