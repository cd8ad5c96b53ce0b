import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PostgresCluster, startPostgres } from './postgres-cluster.ts'

let cluster: PostgresCluster
beforeAll(async () => {
  cluster = await startPostgres()
})
afterAll(() => cluster.stop())

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const result = await client.query({ text, rowMode: 'array' })
  await client.end()
  return result.rows.flat()
}

test('a cluster syncs to disk and makes databases that do not see each other', async () => {
  const [one, two] = [await cluster.createDatabase('one'), await cluster.createDatabase('two')]
  await query(one, 'create table t (n int)')
  expect(await query(one, 'show fsync')).toEqual(['on'])
  expect(await query(one, "select count(*)::int from pg_tables where tablename = 't'")).toEqual([1])
  expect(await query(two, "select count(*)::int from pg_tables where tablename = 't'")).toEqual([0])
})

test('what was committed survives a kill of every process and a restart', async () => {
  const url = await cluster.createDatabase('survivor')
  await query(url, 'create table t as select 7 as n')
  const before = cluster.pids()
  expect(before.length).toBeGreaterThan(1)
  await cluster.kill9()
  await expect(query(url, 'select 1')).rejects.toThrow()
  await cluster.restart()
  expect(await query(url, 'select n from t')).toEqual([7])
  expect(cluster.pids()).not.toContain(before[0])
})
