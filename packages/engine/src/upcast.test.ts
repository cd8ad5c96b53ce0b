import { expect, test } from 'vitest'
import { genesisHash } from './hash.ts'
import { toHex } from './hex.ts'
import { rowSchema } from './limits.ts'
import type { CommittedOperation } from './operation.ts'
import { replay } from './replay.ts'
import { stateHash } from './state-hash.ts'
import { pureSha256 } from './testing/pure-sha256.ts'
import recorded from './testing/recorded/log-schema-1.json' with { type: 'json' }
import { liftRow } from './upcast.ts'
import { verifyRows } from './verify-rows.ts'

interface RecordedLog {
  readonly originId: string
  readonly stateHash: string
  readonly rows: readonly CommittedOperation[]
}

const log: RecordedLog = JSON.parse(JSON.stringify(recorded))

test('CM14 the recorded log of schema 1 verifies and replays to its recorded hash', () => {
  const start = { version: 0, hash: genesisHash(log.originId, pureSha256) }
  expect(verifyRows(log.rows, start, pureSha256)).toMatchObject({
    ok: true,
    value: { version: log.rows.length },
  })
  const lifted = log.rows.map((row) => {
    const result = liftRow(row)
    if (!result.ok) throw new Error(result.error.code)
    return result.value
  })
  expect(toHex(stateHash(replay(lifted), pureSha256))).toBe(log.stateHash)
})

test('CM13 a row newer than the code is refused with what it would take', () => {
  expect(liftRow({ version: 7, schema: rowSchema + 1 })).toEqual({
    ok: false,
    error: { code: 'row_too_new', version: 7, schema: rowSchema + 1, schemaMax: rowSchema },
  })
})
