import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTestEditor } from '../testing/test-editor.ts'
import { looksLikeFlowchart } from './flowchart.ts'
import { layoutFlowchart } from './layout-flowchart.ts'
import { pastedFlowchart } from './pasted-flowchart.ts'
import { readFlowchart } from './read-flowchart.ts'

const read = (...lines: string[]) => readFlowchart(lines.join('\n'))

test('nodes have the shape of their brackets and the words in them', () => {
  const chart = read(
    'graph TD',
    'a[Plain; still plain] --> b(Round)',
    'c{Choice?}; d((Circle))',
    'e[("Data (all)")] --- f{{Six}}',
    'g([Long]):::warm --> h["One<br/>two"]',
  )
  expect(chart?.nodes.map(({ id, kind, label }) => [id, kind, label])).toEqual([
    ['a', 'rectangle', 'Plain; still plain'],
    ['b', 'rounded', 'Round'],
    ['c', 'diamond', 'Choice?'],
    ['d', 'ellipse', 'Circle'],
    ['e', 'cylinder', 'Data (all)'],
    ['f', 'hexagon', 'Six'],
    ['g', 'rounded', 'Long'],
    ['h', 'rectangle', 'One\ntwo'],
  ])
})

test.each([
  ['a --> b', ['', 'none', 'arrow', 'plain']],
  ['a-->|yes| b', ['yes', 'none', 'arrow', 'plain']],
  ['a -- no way --> b', ['no way', 'none', 'arrow', 'plain']],
  ['a --- b', ['', 'none', 'none', 'plain']],
  ['a <--> b', ['', 'arrow', 'arrow', 'plain']],
  ['a ==> b', ['', 'none', 'arrow', 'thick']],
  ['a == much ==> b', ['much', 'none', 'arrow', 'thick']],
  ['a -.-> b', ['', 'none', 'arrow', 'dashed']],
  ['a -. maybe .-> b', ['maybe', 'none', 'arrow', 'dashed']],
  ['a --o b', ['', 'none', 'dot', 'plain']],
  ['a x--x b', ['', 'bar', 'bar', 'plain']],
  ['a ~~~ b', ['', 'none', 'none', 'unseen']],
])('%s is one link', (line, [label, startHead, endHead, kind]) => {
  expect(read('flowchart LR', line)?.edges).toEqual([
    { from: 'a', to: 'b', label, startHead, endHead, line: kind },
  ])
})

test('rows of links, several ends, groups in groups; colours and comments are passed over', () => {
  const chart = read(
    '```mermaid',
    '%% how it works',
    'flowchart RL',
    '  a & b --> c --> d',
    '  subgraph one [First part]',
    '    direction TB',
    '    c',
    '    subgraph Second',
    '      e-f',
    '    end',
    '  end',
    '  style a fill:#f9f,stroke:#333',
    '```',
  )
  expect(chart?.direction).toBe('left')
  expect(chart?.edges.map(({ from, to }) => from + to)).toEqual(['ac', 'bc', 'cd'])
  expect(chart?.groups).toEqual([
    { id: 'one', label: 'First part', group: null },
    { id: 'Second', label: 'Second', group: 'one' },
  ])
  expect(chart?.nodes.map(({ id, group }) => [id, group])).toEqual([
    ['a', null],
    ['b', null],
    ['c', 'one'],
    ['d', null],
    ['e-f', 'Second'],
  ])
})

test.each([
  'graph TD',
  'graph sideways\na --> b',
  'graph TD\na --> ',
  'graph TD\na ? b',
  'graph TD\nsubgraph x\na --> b',
  'graph TD\na --> b\nend',
  'graph TD\nsubgraph x\na\nend\nx --> b',
  'sequenceDiagram\nAda->>Ben: Hello',
  'graph TD is what people write',
])('%j is no chart that is understood', (text) => {
  expect(readFlowchart(text)).toBeNull()
})

test('what only speaks of graphs is not taken for one', () => {
  expect(['graph TD\na', 'flowchart LR; a-->b', '%% x\ngraph BT\na'].every(looksLikeFlowchart)).toBe(true)
  expect(['graph theory', 'a graph TD', 'pie title x', ''].some(looksLikeFlowchart)).toBe(false)
})

test('any text at all is read or refused, and every end of a link is a node', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    '[',
    ']',
    '(',
    '"',
    '-->',
    '--',
    '|',
    '&',
    'end',
    'subgraph ',
    '\n',
    ';',
    '{',
    ' ',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const chart = readFlowchart(`graph TD\n${pieces.join('')}`)
      const ids = new Set(chart?.nodes.map(({ id }) => id))
      expect(chart?.edges.every(({ from, to }) => ids.has(from) && ids.has(to)) ?? true).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('nothing lies over anything else, groups hold what is theirs, and links lead onwards', () => {
  const node = fc.integer({ min: 0, max: 11 })
  const size = { width: 120, height: 60 }
  fc.assert(
    fc.property(
      fc.array(fc.tuple(node, node), { maxLength: 20 }),
      fc.array(fc.constantFrom(null, 'x', 'y'), { minLength: 12, maxLength: 12 }),
      fc.constantFrom('down', 'up', 'right', 'left'),
      (pairs, homes, direction) => {
        const nodes = homes.map((group, at) => ({
          id: `n${at}`,
          label: '',
          kind: 'rectangle' as const,
          group,
        }))
        const edges = pairs.map(([a, b]) => ({
          from: `n${a}`,
          to: `n${b}`,
          label: '',
          startHead: 'none' as const,
          endHead: 'arrow' as const,
          line: 'plain' as const,
        }))
        const groups = [
          { id: 'x', label: '', group: null },
          { id: 'y', label: '', group: 'x' },
        ]
        const boxes = layoutFlowchart({ direction, nodes, edges, groups }, () => size)
        const boxOf = (id: string) => boxes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 }
        const all = nodes.map(({ id }) => boxOf(id))
        for (const [at, a] of all.entries())
          for (const b of all.slice(at + 1))
            expect(Math.abs(a.x - b.x) >= 120 || Math.abs(a.y - b.y) >= 60).toBe(true)
        for (const { id, group } of [...nodes, ...groups]) {
          if (group === null) continue
          const [inner, outer] = [boxOf(id), boxOf(group)]
          expect(inner.x >= outer.x && inner.y >= outer.y).toBe(true)
          expect(inner.x + inner.width <= outer.x + outer.width).toBe(true)
          expect(inner.y + inner.height <= outer.y + outer.height).toBe(true)
        }
      },
    ),
    { numRuns: 200 },
  )
  const chain = read('graph LR', 'a --> b --> c --> a')
  const boxes = chain && layoutFlowchart(chain, () => size)
  expect(['a', 'b', 'c'].map((id) => boxes?.get(id))).toMatchObject([{ x: 0 }, { x: 208 }, { x: 416 }])
})

test('OP1 a chart is shapes with arrows tied to them, in frames for its groups, around the point it is pasted at', () => {
  const { editor } = createTestEditor()
  const made = pastedFlowchart(
    editor,
    'graph TD\nsubgraph Work\na[Begin] --> b{Done?}\nend\nb -- yes --> c((End))\nb --> b',
    { x: 1_000, y: 500 },
  )
  const result = editor.port.dispatch(made?.changes ?? [])
  expect(result.ok).toBe(true)
  const shapes = [...editor.port.view().shapes()]
  const idOf = (text: string) => shapes.find((shape) => shape.text === text)?.id
  const frame = shapes.find(({ kind }) => kind === 'frame')
  expect(shapes.map(({ kind }) => kind).sort()).toEqual([
    'arrow',
    'arrow',
    'arrow',
    'diamond',
    'ellipse',
    'frame',
    'rectangle',
  ])
  expect(frame?.name).toBe('Work')
  const arrows = shapes.filter(({ kind }) => kind === 'arrow')
  // One that leads out of the frame is not in it: the frame would cut it off.
  expect(arrows.map(({ parentId, text }) => [text, parentId])).toEqual(
    expect.arrayContaining([
      ['yes', null],
      [undefined, frame?.id],
    ]),
  )
  expect(arrows.find(({ text }) => text === 'yes')).toMatchObject({
    start: { shapeId: idOf('Done?') },
    end: { shapeId: idOf('End') },
  })
  expect(shapes.filter(({ parentId }) => parentId === frame?.id)).toHaveLength(4)
  expect(made?.selected).toHaveLength(3)
})
