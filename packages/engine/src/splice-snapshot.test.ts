import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toHex } from './hex.ts'
import { decodeState, encodeSnapshot, encodeState } from './snapshot-codec.ts'
import { spliceSnapshot } from './splice-snapshot.ts'
import { describeState, stateHash } from './state-hash.ts'
import { pureSha256 } from './testing/pure-sha256.ts'
import { randomInteger, seededRandom } from './testing/random-cells.ts'
import { randomHistory } from './testing/random-history.ts'
import { utf8 } from './utf8.ts'

const hashing = {
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
      const snapshot = { version: from, ...encodeSnapshot(before, pureSha256) }
      expect(snapshot.text).toBe(encodeState(before))
      expect(toHex(snapshot.stateHash)).toBe(toHex(stateHash(before, pureSha256)))
      const spliced = spliceSnapshot(snapshot, log.rows.slice(from, to), hashing)
      // as read from a store, where shapes come from the text
      const replayed = decodeState(encodeState(log.stateAt(to)))
      expect(spliced).toEqual(describeState(replayed, hashing))
      expect(toHex(spliced.stateHash)).toBe(toHex(stateHash(log.stateAt(to), pureSha256)))
    }),
    { numRuns: 200 },
  )
})
