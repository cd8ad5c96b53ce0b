import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { isInstalled } from './install-once.mjs'

const directory = mkdtempSync(join(tmpdir(), 'flowstate-install-'))
afterAll(() => rmSync(directory, { recursive: true }))

type Packages = Record<string, { version?: string; integrity?: string; optional?: boolean }>

function write(wanted: Packages, present: Packages | undefined): boolean {
  rmSync(join(directory, 'node_modules'), { recursive: true, force: true })
  writeFileSync(join(directory, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }))
  if (present) {
    mkdirSync(join(directory, 'node_modules'))
    writeFileSync(
      join(directory, 'node_modules', '.package-lock.json'),
      JSON.stringify({ packages: present }),
    )
  }
  return isInstalled(directory)
}

const one = { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } }
const two = { 'node_modules/a': { version: '2.0.0', integrity: 'sha512-y' } }
const optional = { 'node_modules/a-linux': { version: '1.0.0', optional: true } }

test('a bare clone and an interrupted installation are not installed', () => {
  expect(write(one, undefined)).toBe(false)
})

test('what the lockfile asks for counts as installed, other versions and missing packages do not', () => {
  expect(write(one, one)).toBe(true)
  expect(write({ ...one, 'packages/web': {} }, one)).toBe(true)
  expect(write(two, one)).toBe(false)
  expect(write({ ...one, 'node_modules/b': { version: '1.0.0' } }, one)).toBe(false)
})

test('packages for other platforms may be missing', () => {
  expect(write({ ...one, ...optional }, one)).toBe(true)
})
