import { randomUUID } from 'node:crypto'
import type { UserId } from '@flowstate/engine'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { byteaArray, int4Array, int8Array, textArray, uuidArray } from './binary-array.ts'
import { UniqueViolation } from './database-errors.ts'
import { migrate } from './migrate.ts'
import type { FreshDatabase } from './testing/fresh-database.ts'

const newUser = (email: string | null) => ({
  id: randomUUID() as UserId,
  email,
  display_name: 'Ada',
  color: 'blue',
  password_hash: null,
  disabled_at: null,
})

/** What both databases do alike. */
export function databaseContract(name: string, open: () => Promise<FreshDatabase>): void {
  describe(`${name} keeps the contract of a database`, () => {
    let fresh: FreshDatabase
    beforeAll(async () => {
      fresh = await open()
    })
    afterAll(() => fresh.remove())

    test('CM3 a commit is on disk before it is answered: the settings say so', async () => {
      expect(fresh.db.durability).toMatch(/fsync=on, synchronous_commit=on$/)
    })

    test('SY3 a store has one epoch', async () => {
      const rows = await fresh.db.kysely.selectFrom('store').select('epoch').execute()
      expect(rows).toEqual([{ epoch: fresh.db.epoch }])
    })

    test('migrating a database that is up to date changes nothing', async () => {
      await migrate(fresh.db.kysely)
      expect(await fresh.db.kysely.selectFrom('store').select('epoch').execute()).toHaveLength(1)
    })

    test('a database that is ahead of this code, or has lost a migration, is refused', async () => {
      const { kysely } = fresh.db
      const refused = expect.objectContaining({ message: 'the database could not be brought up to date' })
      const later = sql`'9999-later'`
      await sql`insert into kysely_migration (name, timestamp) values (${later}, '')`.execute(kysely)
      await expect(migrate(kysely)).rejects.toEqual(refused)
      await sql`delete from kysely_migration where name = ${later}`.execute(kysely)
      await migrate(kysely)
      await sql`update kysely_migration set name = '0003-other' where name like '0003%'`.execute(kysely)
      await expect(migrate(kysely)).rejects.toEqual(refused)
      await sql`update kysely_migration set name = '0003-account-recovery' where name = '0003-other'`.execute(
        kysely,
      )
      await migrate(kysely)
    })

    test('values come back as the types of the schema say', async () => {
      const { rows } =
        await sql`select 9007199254740991::bigint as int8, 7::int as int4, '\\x00ff'::bytea as bytea,
        '{"a":[1]}'::jsonb as json, timestamptz '2026-01-02T03:04:05.678Z' as at, null as nothing, true as yes`.execute(
          fresh.db.kysely,
        )
      expect(rows).toEqual([
        {
          int8: 9007199254740991,
          int4: 7,
          bytea: Buffer.of(0, 255),
          json: { a: [1] },
          at: new Date('2026-01-02T03:04:05.678Z'),
          nothing: null,
          yes: true,
        },
      ])
    })

    test('arrays in binary form arrive as they were', async () => {
      const id = randomUUID()
      const texts = ['', 'plain', 'quote " and \\ and {,}', '\u{1f600} ä', '\u0001']
      const echo = {
        name: 'test-arrays',
        text: `select $1::text[] as texts, $2::uuid[] as ids, $3::bytea[] as bytes, $4::int4[] as ints, $5::int8[] as longs`,
      }
      const values = [
        textArray(texts),
        uuidArray([id]),
        byteaArray([Buffer.of(1, 0, 2)]),
        int4Array([-1, 5]),
        int8Array([2 ** 40]),
      ]
      expect(await fresh.db.hot(echo, values)).toEqual([
        { texts, ids: [id], bytes: [Buffer.of(1, 0, 2)], ints: [-1, 5], longs: [String(2 ** 40)] },
      ])
      const empty = [textArray([]), uuidArray([]), byteaArray([]), int4Array([]), int8Array([])]
      expect(await fresh.db.hot(echo, empty)).toEqual([
        { texts: [], ids: [], bytes: [], ints: [], longs: [] },
      ])
    })

    test('a value that is taken is told from other errors, by the name of its constraint', async () => {
      await fresh.db.kysely.insertInto('users').values(newUser('taken@example.org')).execute()
      const again = fresh.db.kysely.insertInto('users').values(newUser('taken@example.org')).execute()
      await expect(again).rejects.toThrow(UniqueViolation)
      await expect(again).rejects.toMatchObject({ constraint: 'users_email_key' })
      await expect(sql`select 1/0`.execute(fresh.db.kysely)).rejects.toMatchObject({ code: '22012' })
    })

    test('a statement keeps its plan after an error', async () => {
      const divide = { name: 'test-divide', text: 'select 6 / $1::integer as result' }
      expect(await fresh.db.hot(divide, [3])).toEqual([{ result: 2 }])
      await expect(fresh.db.hot(divide, [0])).rejects.toMatchObject({ code: '22012' })
      expect(await fresh.db.hot(divide, [2])).toEqual([{ result: 3 }])
    })

    test('a transaction that throws leaves nothing behind and the connection usable', async () => {
      const insert = {
        name: 'test-insert',
        text: `insert into users (id, display_name, color) values ($1, 'x', 'red')`,
      }
      const count = { name: 'test-count', text: `select count(*) as n from users where id = $1` }
      const lost = randomUUID()
      const work = fresh.db.transaction(async (hot) => {
        await hot(insert, [lost])
        throw new Error('changed my mind')
      })
      await expect(work).rejects.toThrow('changed my mind')
      expect(await fresh.db.hot(count, [lost])).toEqual([{ n: 0 }])
      const kept = randomUUID()
      const seen = await fresh.db.transaction(async (hot) => {
        await hot(insert, [kept])
        return hot(count, [kept])
      })
      expect([...seen, ...(await fresh.db.hot(count, [kept]))]).toEqual([{ n: 1 }, { n: 1 }])
    })

    test('transactions of Kysely and statements beside them do not mix', async () => {
      const users = Array.from({ length: 20 }, () => newUser(null))
      const writes = users.map((user, i) =>
        fresh.db.kysely.transaction().execute(async (tx) => {
          await tx.insertInto('users').values(user).execute()
          if (i % 2 === 1) throw new Error('odd')
        }),
      )
      const settled = await Promise.allSettled(writes)
      const found = await fresh.db.kysely
        .selectFrom('users')
        .select('id')
        .where(
          'id',
          'in',
          users.map((user) => user.id),
        )
        .execute()
      expect(settled.filter((result) => result.status === 'fulfilled')).toHaveLength(10)
      expect(new Set(found.map((user) => user.id))).toEqual(
        new Set(users.filter((_, i) => i % 2 === 0).map((user) => user.id)),
      )
    })
  })
}
