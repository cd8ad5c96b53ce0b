import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TextDelta } from './change.ts'
import { pick, type Random, seededRandom } from './testing/random-cells.ts'
import { randomDelta } from './testing/random-changes.ts'
import { applyDelta, normaliseDelta } from './text-delta.ts'
import { transformThrough } from './text-since.ts'
import { transformDelta } from './transform-delta.ts'

const character = fc.constantFrom('a', 'b', ' ', '😀', '👍🏽', 'é', '\n')
const textAndSeed = fc.tuple(fc.string({ unit: character, maxLength: 12 }), fc.nat())

function insertedBy(delta: TextDelta): string {
  return delta.filter((item) => typeof item === 'string').join('')
}

test('TX1 at equal position the insert of the earlier version comes first', () => {
  expect(transformDelta([1, 'B'], [1, 'A'])).toEqual([2, 'B'])
  expect(transformDelta([1, 'A'], [1, 'B'], { comesFirst: true })).toEqual([1, 'A'])
  expect(transformDelta([3, 'B', -1], [1, -4])).toEqual([1, 'B'])
  expect(transformDelta([-2, 2, 'B'], ['A', 1, -2])).toEqual([1, -1, 1, 'B'])
})

test('TX1 both orders of two deltas lead to the same text', () => {
  fc.assert(
    fc.property(textAndSeed, ([text, seed]) => {
      const random = seededRandom(seed)
      const earlier = randomDelta(random, text)
      const later = randomDelta(random, text)
      const laterAfter = transformDelta(later, earlier)
      const earlierAfter = transformDelta(earlier, later, { comesFirst: true })
      const both = applyDelta(applyDelta(text, earlier), laterAfter)
      expect(applyDelta(applyDelta(text, later), earlierAfter)).toBe(both)
      expect(both.isWellFormed()).toBe(true)
      expect(normaliseDelta(laterAfter)).toEqual(laterAfter)
      expect(insertedBy(laterAfter)).toBe(insertedBy(later))
    }),
  )
})

/** Somebody who types without waiting for the others and brings in their deltas beside the own one on its way (TX2). */
class Typist {
  text: string
  version = 0
  /** As it was made, and as it is to be applied to what this typist has confirmed by now. */
  sent: { readonly base: number; readonly delta: TextDelta; readonly now: TextDelta } | null = null
  constructor(text: string) {
    this.text = text
  }
  type(random: Random): void {
    if (this.sent !== null) return
    const delta = randomDelta(random, this.text)
    this.sent = { base: this.version, delta, now: delta }
    this.text = applyDelta(this.text, delta)
  }
  receive(row: { readonly by: Typist; readonly delta: TextDelta }): void {
    this.version += 1
    if (row.by === this) {
      expect(row.delta).toEqual(this.sent?.now)
      this.sent = null
      return
    }
    const own = this.sent?.now ?? []
    this.text = applyDelta(this.text, transformDelta(row.delta, own, { comesFirst: true }))
    if (this.sent !== null) this.sent = { ...this.sent, now: transformDelta(own, row.delta) }
  }
}

function converge(random: Random, start: string): readonly string[] {
  const log: { readonly by: Typist; readonly delta: TextDelta }[] = []
  const typists = [1, 2, 3].map(() => new Typist(start))
  const ordered = new Set<unknown>()
  const order = (by: Typist): void => {
    if (by.sent === null || ordered.has(by.sent.delta)) return
    ordered.add(by.sent.delta)
    const others = log.slice(by.sent.base).map((row) => row.delta)
    log.push({ by, delta: transformThrough(by.sent.delta, others).delta })
  }
  const receive = (typist: Typist): void => {
    const row = log[typist.version]
    if (row !== undefined) typist.receive(row)
  }
  for (let turn = 0; turn < 40; turn++) {
    const typist = pick(random, typists)
    pick(random, [() => typist.type(random), () => order(typist), () => receive(typist)])()
  }
  for (const typist of typists) order(typist)
  for (const typist of typists) while (typist.version < log.length) receive(typist)
  const server = log.reduce((text, { delta }) => applyDelta(text, delta), start)
  expect(server.isWellFormed()).toBe(true)
  return [server, ...typists.map(({ text }) => text)]
}

test('TX1 three people typing converge through the order of the server', () => {
  fc.assert(
    fc.property(textAndSeed, ([text, seed]) => {
      expect(new Set(converge(seededRandom(seed), text)).size).toBe(1)
    }),
  )
})

test('TX1 a second delta made on top of the first is transformed over what is left of the others', () => {
  fc.assert(
    fc.property(textAndSeed, ([text, seed]) => {
      const random = seededRandom(seed)
      const others = [randomDelta(random, text)]
      others.push(randomDelta(random, others.reduce(applyDelta, text)))
      const first = randomDelta(random, text)
      const second = randomDelta(random, applyDelta(text, first))
      const one = transformThrough(first, others)
      const two = transformThrough(second, one.over)
      const serverText = [...others, one.delta, two.delta].reduce(applyDelta, text)
      expect([first, second, ...two.over].reduce(applyDelta, text)).toBe(serverText)
    }),
  )
})
