import { idleStatus } from '@flowstate/client'
import { expect, test, vi } from 'vitest'
import { startTranslations } from '../../app/translations.ts'
import { createTestEditor, testShapeId } from '../testing/test-editor.ts'
import { followDeepLink, readLinkTarget, writeLinkTarget } from './deep-link.ts'

test('a link says the same when it is read as when it was written', () => {
  const shapes = { kind: 'shapes', ids: [testShapeId('a'), testShapeId('b')] } as const
  expect(readLinkTarget(writeLinkTarget(shapes))).toEqual(shapes)
  const view = { kind: 'view', area: [-10, 20, 800, 600] } as const
  expect(readLinkTarget(writeLinkTarget(view))).toEqual(view)
})

test('an address that leads nowhere is no target', () => {
  for (const query of [
    '',
    '?shape=',
    '?shape=<b>',
    '?view=1,2,3',
    '?view=a,b,c,d',
    '?view=1,2,0,4',
    '?view=1,2,3,4,5',
  ])
    expect(readLinkTarget(query)).toBeNull()
})

/** An editor that shows a stored copy with one shape; `goLive` is the answer of the server. */
function onStoredCopy() {
  const { editor, add } = createTestEditor()
  const id = add('a', 'rectangle', { position: [0, 0], size: [100, 100] })
  let isLive = false
  const port = {
    ...editor.port,
    status: () => (isLive ? idleStatus : { ...idleStatus, connection: { name: 'connecting' } as const }),
  }
  const { store } = editor
  store.setState({ viewport: { width: 800, height: 600 } })
  return {
    editor: { ...editor, port },
    id,
    goLive() {
      isLive = true
      store.setState({ viewport: { ...store.getState().viewport } })
    },
  }
}

test('a link to a shape that a stored copy still has, and the server has not, goes there and then says so', async () => {
  vi.stubGlobal('document', { documentElement: {}, getElementById: () => null })
  vi.stubGlobal('addEventListener', () => undefined)
  startTranslations()
  const { editor, id, goLive } = onStoredCopy()
  const stop = followDeepLink(editor, { kind: 'shapes', ids: [id] })
  expect([...editor.store.getState().selection]).toEqual([id])
  editor.port.dispatch([{ kind: 'delete', ids: [id] }])
  goLive()
  await vi.waitFor(() => expect(editor.store.getState().notice?.text).toContain('not on the canvas any more'))
  stop()
})

test('a link that has been followed moves nothing when the server has answered', () => {
  const { editor, id, goLive } = onStoredCopy()
  const stop = followDeepLink(editor, { kind: 'shapes', ids: [id] })
  editor.store.setState({ selection: new Set() })
  goLive()
  expect([editor.store.getState().selection.size, editor.store.getState().notice]).toEqual([0, null])
  stop()
})
