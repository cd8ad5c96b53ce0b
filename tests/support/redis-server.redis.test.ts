import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RedisServer, startRedis } from './redis-server.ts'

let redis: RedisServer
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis.stop())

function ask(command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(redis.port, '127.0.0.1', () => socket.write(`${command}\r\n`))
    socket.once('error', reject)
    socket.once('data', (bytes) => {
      socket.destroy()
      resolve(bytes.toString())
    })
  })
}

test('redis answers, dies with kill9 and comes back empty on the same port', async () => {
  expect(await ask('SET name value')).toBe('+OK\r\n')
  await redis.kill9()
  await expect(ask('PING')).rejects.toThrow()
  await redis.restart()
  expect(await ask('GET name')).toBe('$-1\r\n')
})
