import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findPrerequisite } from './prerequisites.ts'

const directory = mkdtempSync(join(tmpdir(), 'flowstate-prerequisites-'))
afterAll(() => rmSync(directory, { recursive: true }))

function program(name: string): string {
  mkdirSync(directory, { recursive: true })
  const path = join(directory, name)
  writeFileSync(path, '#!/bin/sh\n')
  chmodSync(path, 0o755)
  return path
}

test('a program is found in PATH, by a second name too', () => {
  expect(findPrerequisite('redis', { PATH: directory })).toBeUndefined()
  const valkey = program('valkey-server')
  expect(findPrerequisite('redis', { PATH: directory })).toBe(valkey)
})

test('a path chosen by variable wins, and a wrong one is not quietly replaced', () => {
  const chosen = program('my-strace')
  program('strace')
  expect(findPrerequisite('strace', { PATH: directory, FLOWSTATE_TEST_STRACE: chosen })).toBe(chosen)
  expect(
    findPrerequisite('strace', { PATH: directory, FLOWSTATE_TEST_STRACE: '/no/such/file' }),
  ).toBeUndefined()
})
