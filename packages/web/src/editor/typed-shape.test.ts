import type { ClientStatus } from '@flowstate/client'
import type { OperationId } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import type { CanvasPort } from './canvas-port.ts'
import type { Editor } from './editor.ts'
import { createTestEditor } from './testing/test-editor.ts'
import { newShape } from './tools/new-shape.ts'
import { flushUntilDone, typedCanvas } from './typed-shape.ts'
import { createTypingSession } from './typing-session.ts'

/** A note in an editor whose client says what the test wants it to. */
function setUp() {
  const { editor: made, add, sent } = createTestEditor()
  const id = add('note', 'note', { position: [0, 0], size: [200, 200], text: 'one' })
  let status: ClientStatus = made.port.status()
  const listeners = new Set<Parameters<CanvasPort['subscribe']>[0]>()
  const forgotten: OperationId[] = []
  const port: CanvasPort = {
    ...made.port,
    status: () => status,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    forgetFailed(operationId) {
      forgotten.push(operationId)
      return Promise.resolve()
    },
  }
  const editor: Editor = { ...made, port }
  return {
    editor,
    id,
    add,
    sent,
    forgotten,
    listeners,
    canvas: typedCanvas(editor, { id, gesture: 'g', fresh: () => null, made: () => undefined }),
    tell(next: Partial<ClientStatus>) {
      status = { ...status, ...next }
      for (const listener of [...listeners]) listener.status?.(status)
    },
  }
}

describe('a shape being typed into', () => {
  test('TX2 a delta is made over what is confirmed, and waits for what is on its way', () => {
    const { canvas, editor, sent, id, tell } = setUp()
    expect(canvas.sending('one!')).toBe('delta')
    canvas.send({ as: 'delta', delta: [3, '!'], text: 'one!' })
    expect(sent.at(-1)?.[0]).toEqual([
      { kind: 'text', id, field: 'text', base: editor.port.version() - 1, delta: [3, '!'] },
    ])
    tell({ pending: 1 })
    expect(canvas.sending('one!?')).toBe('wait')
  })

  test('TX2 offline, only a shape nobody else can have seen takes the whole text', () => {
    const { canvas, add, tell } = setUp()
    tell({ pending: 1, connection: { name: 'offline' } })
    expect(canvas.sending('one!')).toBe('whole')
    add('other', 'note', { position: [0, 0], size: [200, 200] })
    expect(canvas.sending('one!')).toBe('wait')
  })

  test('TX2 the first words of a new text make it', () => {
    const { editor, sent } = setUp()
    const id = editor.newShapeId()
    let isMade = false
    const canvas = typedCanvas(editor, {
      id,
      gesture: 'g',
      fresh: () => newShape({ id, kind: 'text', cells: { position: [1, 2] } }, {}),
      made() {
        isMade = true
      },
    })
    expect(canvas.sending('  ')).toBe('never')
    expect(canvas.sending('Hi')).toBe('whole')
    canvas.send({ as: 'whole', delta: ['Hi'], text: 'Hi' })
    expect(isMade).toBe(true)
    expect(sent.at(-1)?.[0]).toMatchObject([{ kind: 'create', shape: { id, text: 'Hi' } }])
    expect(canvas.read()).toBe('Hi')
  })

  test('TX4 a conflict is forgotten because the words are sent again; on a dead shape it is kept', () => {
    const { canvas, editor, forgotten, id, tell } = setUp()
    const operation = '00000000-0000-7000-8000-00000000000a' as OperationId
    const entry = { id: operation, seq: 1, request: { type: 'undo', id: operation } } as const
    tell({ failed: [{ entry, code: 'text_conflict', detail: '', atMs: 0 }] })
    expect(canvas.outcome(operation)).toBe('conflict')
    expect(forgotten).toEqual([operation])
    editor.port.dispatch([{ kind: 'delete', ids: [id] }])
    expect(canvas.outcome(operation)).toBe('refused')
    expect(forgotten).toHaveLength(1)
  })

  test('TX2 the last words of a field that is gone go out when nothing is on its way any more', () => {
    const { canvas, editor, listeners, tell } = setUp()
    const session = createTypingSession(canvas)
    session.type({ text: 'one two', caret: 7 })
    tell({ pending: 1 })
    flushUntilDone(editor.port, session)
    expect(canvas.read()).toBe('one')
    tell({ pending: 0 })
    expect(canvas.read()).toBe('one two')
    expect(listeners.size).toBe(0)
  })
})
