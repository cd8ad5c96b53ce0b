import { createRestClient } from '@flowstate/client'
import type { CanvasId, SessionId, UserId } from '@flowstate/engine'
import type { Participant } from '@flowstate/protocol'
import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import type { Editor } from '../editor.ts'
import { createTestEditor, testShapeId } from '../testing/test-editor.ts'
import { selectSameAuthor } from './select-same-author.ts'

const ada = '00000000-0000-7000-8000-00000000000a'
const ben = '00000000-0000-7000-8000-00000000000b'
const canvasId = '00000000-0000-7000-8000-00000000000c' as CanvasId
const box = (x: number, more: object = {}) => ({ position: [x, 0], size: [50, 50], ...more })

/** Four shapes, of which the server says who drew them; `null` is a server that cannot be reached. */
function setUp(authors: { readonly [name: string]: string | undefined } | null) {
  const hand = createTestEditor()
  for (const name of ['one', 'two', 'three']) hand.add(name, 'rectangle', box(name.length * 100))
  hand.add('locked', 'rectangle', box(900, { locked: true }))
  const asked: string[] = []
  const shapes = Object.entries(authors ?? {}).map(([name, createdBy]) => ({
    id: testShapeId(name),
    meta: { createdBy },
  }))
  const rest = createRestClient({
    baseUrl: 'http://server',
    refreshIn: 'cookie',
    now: () => 0,
    fetch: async (input) => {
      asked.push(String(input))
      if (authors === null) throw new TypeError('no network')
      return new Response(JSON.stringify({ shapes }))
    },
  })
  const editor: Editor = { ...hand.editor, rest, images: { ...hand.editor.images, canvasId } }
  return { ...hand, editor, asked, from: (name: string) => selectFrom(editor, name) }
}

async function selectFrom(editor: Editor, name: string) {
  editor.store.setState({ selection: new Set([testShapeId(name)]) })
  await selectSameAuthor(editor)
  const { selection, notice } = editor.store.getState()
  return { selected: [...selection].map((id) => id.replaceAll('_', '')), notice: notice?.text ?? null }
}

// Words are their keys.
beforeAll(() => i18next.init({ lng: 'cimode' }))

test('all by the same person are selected, without what is locked; the server is asked once', async () => {
  const { asked, from } = setUp({ one: ada, two: ben, three: ada, locked: ada })
  expect(await from('one')).toEqual({ selected: ['one', 'three'], notice: null })
  expect(asked).toEqual([`http://server/api/v1/canvases/${canvasId}/state?meta=1`])
  expect(await from('two')).toEqual({ selected: ['two'], notice: null })
})

test('without a connection, or where nobody is known, the selection stays and a word says why', async () => {
  expect(await setUp(null).from('one')).toEqual({ selected: ['one'], notice: 'author.offline' })
  const unknown = setUp({ one: undefined, two: ben })
  expect(await unknown.from('one')).toEqual({ selected: ['one'], notice: 'author.unknown' })
})

test('what the server has not confirmed yet is one’s own', async () => {
  const { editor, add } = setUp({ one: ada, two: ben, three: ben, locked: ben })
  const before = editor.port.confirmed()
  const confirmed = {
    ...before,
    get: (id: string) => (id === testShapeId('new') ? undefined : before.get(testShapeId('one'))),
  }
  add('new', 'ellipse', box(700))
  const you: Participant = {
    sessionId: 's' as SessionId,
    n: 1,
    userId: ada as UserId,
    displayName: 'Ada',
    color: 'red',
    role: 'editor',
  }
  const status = { ...editor.port.status(), you }
  const port = { ...editor.port, confirmed: () => confirmed, status: () => status }
  const offline: Editor = { ...editor, port }
  expect((await selectFrom(offline, 'new')).selected).toEqual(['one', 'new'])
})
