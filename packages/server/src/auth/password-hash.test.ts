import { expect, test } from 'vitest'
import { createPasswordHasher, HashQueueFull } from './password-hash.ts'
import { passwordRefusal } from './password-policy.ts'

test('a hash is argon2id at the cost decided, salted, and verifies its own password only', async () => {
  const hasher = createPasswordHasher()
  const [one, two] = await Promise.all([hasher.hash('correct horse'), hasher.hash('correct horse')])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(one).not.toBe(two)
  expect(await hasher.verify('correct horse', one)).toBe(true)
  expect(await hasher.verify('correct horsf', one)).toBe(false)
  expect(await hasher.verify('correct horse', null)).toBe(false)
  expect(await hasher.verify('correct horse', 'plain')).toBe(false)
})

test('a flood is turned away instead of queueing without end', async () => {
  const hasher = createPasswordHasher()
  const flood = Array.from({ length: 80 }, () => hasher.verify('x', null))
  const results = await Promise.allSettled(flood)
  const refused = results.filter((result) => result.status === 'rejected')
  expect(refused).toHaveLength(80 - 2 - 64)
  expect(refused.every((result) => result.reason instanceof HashQueueFull)).toBe(true)
  expect(await hasher.verify('x', null)).toBe(false)
})

test('long passwords count whole: nothing is cut off', async () => {
  const hasher = createPasswordHasher()
  const long = 'é'.repeat(255)
  expect(passwordRefusal(`${long}x`, null)).toBeDefined()
  const stored = await hasher.hash(`${long}ab`)
  expect(await hasher.verify(`${long}ac`, stored)).toBe(false)
})

test('passwords of 8 to 256 characters that are not the first tried are fine', () => {
  for (const weak of ['seven77', 'PassWord1', 'abababababab', 'a'.repeat(257), 'ann@example.org']) {
    expect(passwordRefusal(weak, 'ann@example.org')).toBeDefined()
  }
  for (const fine of ['eight888', 'correct horse battery', '🙂🐎🔋📎🌊🍞🧭🎈', 'ab c'.repeat(64)]) {
    expect(passwordRefusal(fine, 'ann@example.org')).toBeUndefined()
  }
})
