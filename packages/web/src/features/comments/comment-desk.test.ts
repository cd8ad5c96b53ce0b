import { createRestClient } from '@flowstate/client'
import type { CanvasId } from '@flowstate/engine'
import { expect, test, vi } from 'vitest'
import { createTestEditor } from '../../editor/testing/test-editor.ts'
import { commentDeskOf } from './comment-desk.ts'

/** A desk on a canvas that is live; `idle` is when the page has nothing else to do. */
function deskOfLiveCanvas() {
  const waiting: (() => void)[] = []
  vi.stubGlobal('requestIdleCallback', (work: () => void) => waiting.push(work))
  vi.stubGlobal('cancelIdleCallback', (handle: number) => waiting.splice(handle - 1, 1, () => undefined))
  const asked: string[] = []
  const rest = createRestClient({
    baseUrl: 'http://board.example',
    now: () => 0,
    refreshIn: 'body',
    async fetch(input) {
      asked.push(String(input))
      return new Response('{"items":[],"people":[],"nextCursor":null}')
    },
  })
  const { editor } = createTestEditor()
  const canvasId = '01900000-0000-7000-8000-0000000000c1' as CanvasId
  const desk = commentDeskOf({ ...editor, images: { ...editor.images, canvasId } }, rest)
  const idle = (): void => {
    for (const work of waiting.splice(0)) work()
  }
  return { desk, asked, idle }
}

test('what has come with the connection is painted before comments are asked for', async () => {
  const { desk, asked, idle } = deskOfLiveCanvas()
  desk.attach()
  await Promise.resolve()
  expect(asked).toEqual([])
  idle()
  await vi.waitFor(() => expect(desk.store.getState().reading.kind).toBe('ready'))
  expect(asked).toHaveLength(1)
})

test('a canvas that is left before its comments were asked for asks for none', async () => {
  const { desk, asked, idle } = deskOfLiveCanvas()
  desk.attach()()
  idle()
  await Promise.resolve()
  expect(asked).toEqual([])
})
