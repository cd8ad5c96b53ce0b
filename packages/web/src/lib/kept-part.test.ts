import { expect, test } from 'vitest'
import { keptPart } from './kept-part.ts'

test('what was fetched before is used at once, what was not as soon as it has come', async () => {
  const said: string[] = []
  let loads = 0
  const part = keptPart(async () => {
    loads += 1
    if (loads === 1) throw new Error('no network')
    return 'part'
  })
  part.prepare()
  await Promise.resolve()
  part.use((it) => said.push(`late ${it}`))
  said.push('waiting')
  await Promise.resolve().then(() => undefined)
  await Promise.resolve()
  part.use((it) => said.push(`at once ${it}`))
  expect(said).toEqual(['waiting', 'late part', 'at once part'])
  expect(loads).toBe(2)
})
