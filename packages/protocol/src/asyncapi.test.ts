import Type from 'typebox'
import { Compile } from 'typebox/compile'
import { expect, test } from 'vitest'
import { asyncApiDocument } from './asyncapi.ts'
import { clientMessageGrammars } from './message-grammar.ts'
import { clientMessageSchemas } from './messages/message-schemas.ts'

test('the AsyncAPI document names every message once per direction and every reference resolves', () => {
  const text = JSON.stringify(asyncApiDocument({ host: 'board.example', secure: true }))
  const document = JSON.parse(text)
  expect(document.servers.main).toEqual({ host: 'board.example', protocol: 'wss' })
  const { messages } = document.channels.canvas
  for (const direction of ['fromClient', 'fromServer'])
    for (const reference of document.operations[direction].messages)
      expect(messages).toHaveProperty(reference.$ref.split('/').pop())
  expect(messages.server_sync.payload.properties.operations.type).toBe('array')
})

test('the document describes exactly the messages that are read', () => {
  expect(Object.keys(clientMessageSchemas).sort()).toEqual(Object.keys(clientMessageGrammars).sort())
  for (const [type, { required, optional }] of Object.entries(clientMessageGrammars)) {
    const { schema } = clientMessageSchemas[type as keyof typeof clientMessageSchemas]
    expect(Type.IsObject(schema)).toBe(true)
    if (!Type.IsObject(schema)) continue
    expect(Object.keys(schema.properties).sort()).toEqual(
      ['type', ...Object.keys(required), ...Object.keys(optional)].sort(),
    )
  }
})

test('the described schemas accept what the reader accepts', () => {
  const ping = Compile(clientMessageSchemas.ping.schema)
  expect(ping.Check({ type: 'ping', t: 1 })).toBe(true)
  expect(ping.Check({ type: 'ping', t: 1, userId: 'x' })).toBe(false)
})
