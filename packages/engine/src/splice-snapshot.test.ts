import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concatBytes } from './hash.ts'
import { toHex } from './hex.ts'
import { decodeState, encodeSnapshot, encodeState } from './snapshot-codec.ts'
import { spliceSnapshot } from './splice-snapshot.ts'
import { describeState, stateHash } from './state-hash.ts'
import { pureSha256 } from './testing/pure-sha256.ts'
import { randomInteger, seededRandom } from './testing/random-cells.ts'
import { randomHistory } from './testing/random-history.ts'
import { utf8 } from './utf8.ts'

const host = {
  read: (bytes: Uint8Array, from: number, to: number) =>
    decodeURIComponent(toHex(bytes.subarray(from, to)).replaceAll(/../g, '%$&')),
  write: utf8,
  digest: (text: string, target: Uint8Array, offset: number) => target.set(pureSha256(utf8(text)), offset),
  sha256: pureSha256,
}

test('SN1 a snapshot and rows give, as text, the state that replaying them gives', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const random = seededRandom(seed)
      const log = randomHistory(random, { steps: 40 })
      const from = randomInteger(random, log.state.version + 1)
      const to = from + randomInteger(random, log.state.version + 1 - from)
      const before = log.stateAt(from)
      const { text, table, stateHash: hash } = encodeSnapshot(before, pureSha256)
      expect(text).toBe(encodeState(before))
      expect(toHex(hash)).toBe(toHex(stateHash(before, pureSha256)))
      const snapshot = { version: from, content: utf8(text), table }
      const spliced = spliceSnapshot(snapshot, log.rows.slice(from, to), host)
      // as read from a store, where shapes come from the text
      const replayed = decodeState(encodeState(log.stateAt(to)))
      const { shapes, ...described } = describeState(replayed, host)
      expect(spliced).toMatchObject(described)
      const bytes = concatBytes(spliced.shapes)
      expect(host.read(bytes, 0, bytes.length)).toBe(shapes)
      expect(toHex(spliced.stateHash)).toBe(toHex(stateHash(log.stateAt(to), pureSha256)))
    }),
    { numRuns: 200 },
  )
})
