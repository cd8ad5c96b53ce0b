import type { UserId } from '@flowstate/engine'
import { expect, test } from 'vitest'
import { freshEmbeddedDatabase } from '../storage/testing/fresh-database.ts'
import { historyIndexContract } from './history-index.contract.ts'
import { logStoreContract } from './log-store.contract.ts'
import { purgeAnswers } from './purge-answers.ts'
import { snapshotContract } from './snapshot-repo.contract.ts'
import { batchAfter, newId, refusal } from './testing/log-store-harness.ts'
import { sqlStoreHarness } from './testing/sql-store-harness.ts'

const open = async () => sqlStoreHarness(await freshEmbeddedDatabase())
logStoreContract('the embedded database', open)
historyIndexContract('the embedded database', open)
snapshotContract('the embedded database', open)

test('CM8 answers without a row are remembered for 90 days', async () => {
  const fresh = await freshEmbeddedDatabase()
  const { store, createCanvas, remove } = await sqlStoreHarness(fresh)
  const head = await store.readHead(await createCanvas())
  if (head === null) throw new Error('the canvas is gone')
  const answer = refusal(newId<UserId>())
  expect(await store.commit(batchAfter(head, { answers: [answer] }))).toBe('committed')
  const dayMs = 24 * 3_600_000
  expect(await purgeAnswers(fresh.db, Date.now() + 89 * dayMs, 9)).toBe(0)
  expect((await store.readOutcomes(head.key, [answer.id])).size).toBe(1)
  expect(await purgeAnswers(fresh.db, Date.now() + 91 * dayMs, 9)).toBe(1)
  expect((await store.readOutcomes(head.key, [answer.id])).size).toBe(0)
  await remove()
})
