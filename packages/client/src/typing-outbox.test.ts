import type { CommittedOperation } from '@flowstate/engine'
import { expect, test } from 'vitest'
import { createMemoryOutboxStorage } from './memory-outbox-storage.ts'
import {
  createdRow,
  openTestClient,
  operationsIn,
  shapeId,
  turns,
  wrapOutbox,
} from './testing/client-harness.ts'
import { opId, row } from './testing/sync-scenario.ts'
import { openTyping } from './typing-session.ts'

function typedRow(
  version: number,
  delta: readonly (number | string)[],
  id = opId(version),
): CommittedOperation {
  return row(version, { id, changes: [{ kind: 'text', id: shapeId, field: 'text', delta }] })
}

test('TX2 a delta is on disk before it is sent, and is sent again with the same bytes however the log has moved', async () => {
  const written: string[] = []
  const onDiskWhenSent: boolean[] = []
  const storage = wrapOutbox(createMemoryOutboxStorage(), (outbox) => ({
    ...outbox,
    async append(entry) {
      await outbox.append(entry)
      written.push(entry.id)
    },
  }))
  const { client, socket, clock } = await openTestClient({
    storage,
    onSend: (message) => {
      if (message.type === 'operation') onDiskWhenSent.push(written.includes(message.operation.id))
    },
  })
  socket().goLive()
  socket().receive({ type: 'operation', operation: createdRow(opId(1)) })
  const session = openTyping(client, {
    id: shapeId,
    propose(changes) {
      const sent = client.dispatch(changes)
      return sent.ok ? sent.value : null
    },
  })
  session.type({ text: 'mine', start: 4, end: 4 })
  session.flush()
  await turns()
  const [first] = operationsIn(socket())
  expect(first?.changes).toEqual([{ kind: 'text', id: shapeId, field: 'text', base: 1, delta: ['mine'] }])
  socket().receive({ type: 'operation', operation: typedRow(2, ['theirs ']) })
  expect(session.current().text).toBe('theirs mine')
  session.type({ text: 'theirs mine!', start: 12, end: 12 })
  session.flush()
  socket().drop(1006)
  await clock.advance(1_000)
  socket().goLive({ version: 2, hash: 'hash-2' })
  await turns()
  expect(operationsIn(socket())).toEqual([first])
  expect(onDiskWhenSent).toEqual([true, true])
  socket().receive({ type: 'operation', operation: typedRow(3, [7, 'mine'], first?.id) })
  await turns()
  expect(operationsIn(socket()).at(-1)?.changes).toMatchObject([{ base: 3, delta: [11, '!'] }])
})

test('CL3 letters typed without a connection are on disk with the first of them, and are sent once after a crash', async () => {
  const storage = createMemoryOutboxStorage()
  const first = await openTestClient({ storage })
  const { client, socket } = first
  socket().goLive()
  socket().receive({ type: 'operation', operation: createdRow(opId(1)) })
  socket().drop(1006)
  const session = openTyping(client, {
    id: shapeId,
    propose(changes) {
      const sent = client.dispatch(changes)
      return sent.ok ? sent.value : null
    },
  })
  for (const text of ['labe', 'label words', 'label words typed']) {
    session.type({ text, start: text.length, end: text.length })
    session.flush()
    await turns()
  }
  session.close()
  client.dispatch([{ kind: 'update', id: shapeId, set: { position: [9, 9] } }])
  expect(client.view().get(shapeId)?.text).toBe('label words typed')
  expect(client.status().pending).toBe(2)
  await turns()

  storage.releaseAll()
  const again = await openTestClient({ storage })
  again.socket().goLive({ version: 1, hash: 'hash-1' })
  await turns()
  expect(operationsIn(again.socket()).map(({ changes }) => changes)).toEqual([
    [{ kind: 'text', id: shapeId, field: 'text', base: 1, delta: ['label words typed'] }],
    [{ kind: 'update', id: shapeId, set: { position: [9, 9] } }],
  ])
})

test('CL3 an amended edit is on disk as it is now before it is sent', async () => {
  let write = () => {}
  let gate = Promise.resolve()
  const storage = wrapOutbox(createMemoryOutboxStorage(), (outbox) => ({
    ...outbox,
    append: (entry) => gate.then(() => outbox.append(entry)),
  }))
  const { client, socket, clock } = await openTestClient({ storage })
  socket().goLive()
  socket().receive({ type: 'operation', operation: createdRow(opId(1)) })
  socket().drop(1006)
  const textOf = (delta: readonly string[]) =>
    [{ kind: 'text', id: shapeId, field: 'text', base: 1, delta }] as const
  const early = client.dispatch(textOf(['early']))
  if (!early.ok) throw new Error(early.error.detail)
  client.dispatch([{ kind: 'update', id: shapeId, set: { position: [9, 9] } }])
  await turns()
  gate = new Promise((resolve) => {
    write = resolve
  })
  expect(client.amend(early.value, textOf(['earlier']))).toBe(true)
  await clock.advance(1_000)
  socket().goLive({ version: 1, hash: 'hash-1' })
  await turns()
  expect(operationsIn(socket())).toEqual([])
  write()
  await turns()
  expect(operationsIn(socket()).map(({ changes }) => changes[0])).toMatchObject([
    { delta: ['earlier'] },
    { kind: 'update' },
  ])
})

test('CL3 an edit that is amended again and again is written as it is by then, and not sent before', async () => {
  const writing: { readonly delta: unknown; finish(): void }[] = []
  const storage = wrapOutbox(createMemoryOutboxStorage(), (outbox) => ({
    ...outbox,
    async append(entry) {
      const [change] = entry.request.type === 'operation' ? entry.request.operation.changes : []
      const delta = change?.kind === 'text' ? change.delta : null
      await new Promise<void>((resolve) => {
        writing.push({ delta, finish: resolve })
      })
      await outbox.append(entry)
    },
  }))
  const { client, socket } = await openTestClient({ storage })
  socket().goLive()
  socket().receive({ type: 'operation', operation: createdRow(opId(1)) })
  const textOf = (word: string) =>
    [{ kind: 'text', id: shapeId, field: 'text', base: 1, delta: [word] }] as const
  const typed = client.dispatch(textOf('e'))
  if (!typed.ok) throw new Error(typed.error.detail)
  await turns()
  for (const word of ['ea', 'ear', 'early']) expect(client.amend(typed.value, textOf(word))).toBe(true)
  writing[0]?.finish()
  await turns()
  expect(operationsIn(socket())).toEqual([])
  writing[1]?.finish()
  await turns()
  expect(writing.map(({ delta }) => delta)).toEqual([['e'], ['early']])
  expect(operationsIn(socket()).map(({ changes }) => changes)).toEqual([textOf('early')])
})

test('CM6 what may have been on its way is not amended, also after a crash', async () => {
  const storage = createMemoryOutboxStorage()
  const { client, socket, clock } = await openTestClient({ storage })
  socket().goLive()
  socket().receive({ type: 'operation', operation: createdRow(opId(1)) })
  const change = (delta: readonly string[]) =>
    [{ kind: 'text', id: shapeId, field: 'text', base: 1, delta }] as const
  const early = client.dispatch(change(['early']))
  if (!early.ok) throw new Error(early.error.detail)
  expect(client.amend(early.value, change(['earlier']))).toBe(true)
  await turns()
  expect(client.amend(early.value, change(['late']))).toBe(false)
  socket().drop(1006)
  expect(client.amend(early.value, change(['late']))).toBe(false)
  await clock.advance(1_000)
  socket().goLive({ version: 1, hash: 'hash-1' })
  await turns()
  expect(operationsIn(socket()).map(({ changes }) => changes)).toEqual([change(['earlier'])])
})

test('TX4 an edit from an earlier visit that is refused leaves the field, and its words stay in the list', async () => {
  const { client, socket } = await openTestClient()
  socket().goLive()
  socket().receive({ type: 'operation', operation: createdRow(opId(1)) })
  const change = { kind: 'text', id: shapeId, field: 'text', base: 1, delta: ['earlier'] } as const
  const sent = client.dispatch([change])
  if (!sent.ok) throw new Error(sent.error.detail)
  const session = openTyping(client, { id: shapeId, propose: () => null })
  session.type({ text: 'earlier and now', start: 15, end: 15 })
  socket().receive({ type: 'reject', id: sent.value, seq: 1, code: 'text_conflict', detail: 'too much' })
  await turns()
  expect(session.current().text).toBe(' and now')
  expect(client.status().failed.map(({ entry }) => entry.id)).toEqual([sent.value])
  expect(session.refused()).toEqual([])
})
