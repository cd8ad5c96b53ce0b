import { expect, test } from 'vitest'
import { pasteContent } from '../paste-content.ts'
import { createTestEditor } from '../testing/test-editor.ts'
import { isOpenable, linkIn } from './read-link.ts'
import { tableInText } from './read-table.ts'

test.each([
  ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
  ['  HTTP://example.org\n', 'http://example.org'],
  ['mailto:ada@example.org', 'mailto:ada@example.org'],
  ['www.example.org/x', 'https://www.example.org/x'],
  ['see https://example.org', null],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['file:///etc/passwd', null],
  ['https://', null],
  ['www.', null],
  [`https://example.org/${'a'.repeat(2_000)}`, null],
])('%j as a link is %j', (text, link) => {
  expect(linkIn(text)).toBe(link)
})

test.each(['javascript:alert(1)', 'vbscript:x', 'data:text/html,x', ' javascript:x', '//example.org', ''])(
  '%j is never opened',
  (link) => expect(isOpenable(link)).toBe(false),
)

test.each([
  [
    'a\tb\n1\t2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['a\tb', [['a', 'b']]],
  [
    '\tb\r\n1\t\r\n',
    [
      ['', 'b'],
      ['1', ''],
    ],
  ],
  [
    '"two\nlines"\t"say ""so"""\nc\td',
    [
      ['two\nlines', 'say "so"'],
      ['c', 'd'],
    ],
  ],
  ['"quoted" word\tb', [['"quoted" word', 'b']]],
  ['a\tb\nc', null],
  ['if (a)\n\tgo()\n', null],
  ['\tgo()\n\tstop()', null],
  ['plain', null],
  [Array.from({ length: 601 }, () => 'a\tb').join('\n'), null],
])('%j as a table', (text, table) => {
  expect(tableInText(text)).toEqual(table)
})

test('OP1 a pasted table is a grid of labelled rectangles in a group, one operation, in the middle of what is seen', () => {
  const hand = createTestEditor()
  hand.editor.store.setState({ viewport: { width: 1_000, height: 800 } })
  pasteContent(hand.editor, 'Name\tAge\nAda, who wrote the first program of all\t36', '')
  expect(hand.sent).toHaveLength(1)
  const [group] = hand.editor.store.getState().selection
  const view = hand.editor.port.view()
  const cells = view.children(group ?? null)
  expect(group && view.get(group)?.kind).toBe('group')
  expect(cells.map(({ kind, text }) => [kind, text])).toEqual([
    ['rectangle', 'Name'],
    ['rectangle', 'Age'],
    ['rectangle', 'Ada, who wrote the first program of all'],
    ['rectangle', '36'],
  ])
  const [first, second, third] = cells.map(
    ({ position, size }) => ({ position, size }) as { position: number[]; size: number[] },
  )
  expect(second?.position).toEqual([(first?.position[0] ?? 0) + (first?.size[0] ?? 0), first?.position[1]])
  expect(third?.position).toEqual([first?.position[0], (first?.position[1] ?? 0) + (first?.size[1] ?? 0)])
  expect(first?.size[0]).toBe(320)
})

test('a pasted link keeps its text and leads where it says', () => {
  const hand = createTestEditor()
  pasteContent(hand.editor, 'https://example.org/plan\n', '')
  const [id] = hand.editor.store.getState().selection
  expect(id && hand.shape(id)).toMatchObject({
    kind: 'text',
    text: 'https://example.org/plan',
    link: 'https://example.org/plan',
  })
})
