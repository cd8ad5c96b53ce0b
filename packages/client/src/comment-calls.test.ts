import type { CanvasId } from '@flowstate/engine'
import { expect, test } from 'vitest'
import { createCommentCalls } from './comment-calls.ts'
import { createRestClient } from './rest-client.ts'

const canvasId = '01900000-0000-7000-8000-0000000000c1' as CanvasId

test('the calls about comments reach the routes they are named after', async () => {
  const asked: string[] = []
  const rest = createRestClient({
    baseUrl: 'http://board.example',
    now: () => 0,
    refreshIn: 'body',
    async fetch(input, init) {
      asked.push(`${init?.method} ${String(input).split(`${canvasId}/`)[1]} ${init?.body ?? ''}`.trim())
      return new Response('{}')
    },
  })
  const calls = createCommentCalls(rest, canvasId)
  await calls.list()
  await calls.list({ resolved: false, cursor: 'a b' })
  await calls.read('t')
  await calls.reply('t', { id: 'm', text: 'x' })
  await calls.edit('t', { id: 'm', text: 'y' })
  await calls.resolve('t', true)
  await calls.react('t', 'm', { reaction: 'heart', on: false })
  await calls.deleteMessage('t', 'm')
  await calls.deleteThread('t')
  expect(asked).toEqual([
    'GET comments',
    'GET comments?resolved=false&cursor=a+b',
    'GET comments/t',
    'POST comments/t/replies {"id":"m","text":"x"}',
    'PATCH comments/t/messages/m {"text":"y"}',
    'POST comments/t/resolve {"resolved":true}',
    'PUT comments/t/messages/m/reactions {"reaction":"heart","on":false}',
    'DELETE comments/t/messages/m',
    'DELETE comments/t',
  ])
})
