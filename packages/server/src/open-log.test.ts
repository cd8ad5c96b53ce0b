import { closeSync, openSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createLog, openLog } from './open-log.ts'

test('a log that cannot be written stops nothing', () => {
  const full = openSync('/dev/full', 'w')
  const log = openLog('info', full)
  expect(() => log.error({ err: new Error('x') }, 'nobody reads this')).not.toThrow()
  closeSync(full)
})

test('an error in the log says what and where, not the values a database hangs on it', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => lines.push(line) })
  const cause = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (email)=(ann@example.org) already exists.',
    parameters: ['hunter2'],
  })
  log.error({ err: new Error('failed', { cause }) }, 'request failed')
  const [line = ''] = lines
  expect(JSON.parse(line).err).toMatchObject({
    type: 'Error',
    message: 'failed',
    cause: { message: 'duplicate key', code: '23505' },
  })
  expect(line).not.toMatch(/ann@|hunter2/)
})
