import type { Cells, ProposedChange, ShapeId } from '@flowstate/engine'

/** Who draws the demo board. */
export type DemoAuthor = 'Ada' | 'Grace' | 'Linus'
export const demoAuthors: readonly DemoAuthor[] = ['Ada', 'Grace', 'Linus']

/** One operation of the demo, or a name for the version it led to. */
export type DemoStep =
  | { readonly author: DemoAuthor; readonly label: string; readonly changes: readonly ProposedChange[] }
  | { readonly checkpoint: string }

/** Short names of its shapes to ids of their own. */
export type DemoIds = (name: string) => ShapeId

type Place = readonly [x: number, y: number]

/** The history of a small plan as three people would make it: a flow, a discussion, and a change of mind. */
export function demoSteps(id: DemoIds): readonly DemoStep[] {
  const create = (name: string, kind: string, cells: Cells): ProposedChange => ({
    kind: 'create',
    shape: { id: id(name), kind, ...cells },
  })
  const box = (name: string, position: Place, text: string, cells: Cells = {}): ProposedChange =>
    create(name, 'rectangle', {
      position,
      size: [200, 88],
      corner: 12,
      stroke: 'blue',
      fill: 'blue',
      fillStyle: 'solid',
      text,
      ...cells,
    })
  const note = (name: string, position: Place, fill: string, text: string): ProposedChange =>
    create(name, 'note', { position, size: [168, 168], fill, text })
  const arrow = (name: string, from: string, to: string, cells: Cells = {}): ProposedChange =>
    create(name, 'arrow', {
      position: [0, 0],
      points: [0, 0, 100, 0],
      start: { shapeId: id(from), anchor: [0.5, 0.5] },
      end: { shapeId: id(to), anchor: [0.5, 0.5] },
      stroke: 'ink',
      ...cells,
    })
  const heading = (name: string, position: Place, text: string, fontSize: number): ProposedChange =>
    create(name, 'text', { position, text, fontSize, font: 'hand' })
  const set = (name: string, cells: Cells): ProposedChange => ({ kind: 'update', id: id(name), set: cells })

  return [
    {
      author: 'Ada',
      label: 'title',
      changes: [heading('title', [80, 40], 'How a change becomes history', 40)],
    },
    { author: 'Ada', label: 'draw', changes: [box('draw', [80, 150], 'You draw')] },
    { author: 'Ada', label: 'order', changes: [box('order', [400, 150], 'The server puts it in order')] },
    {
      author: 'Ada',
      label: 'connect',
      changes: [
        box('disk', [720, 150], 'It is on disk', { stroke: 'green', fill: 'green' }),
        arrow('a1', 'draw', 'order'),
      ],
    },
    { author: 'Ada', label: 'connect', changes: [arrow('a2', 'order', 'disk')] },
    { checkpoint: 'First sketch' },
    {
      author: 'Grace',
      label: 'everyone',
      changes: [box('everyone', [1040, 150], 'Everybody sees it', { stroke: 'violet', fill: 'violet' })],
    },
    { author: 'Grace', label: 'connect', changes: [arrow('a3', 'disk', 'everyone')] },
    {
      author: 'Grace',
      label: 'question',
      changes: [note('q1', [120, 330], 'yellow', 'What if the network goes away?')],
    },
    {
      author: 'Linus',
      label: 'answer',
      changes: [
        note('q2', [320, 350], 'green', 'Your work waits in the browser and is sent when it is back'),
      ],
    },
    {
      author: 'Linus',
      label: 'log',
      changes: [
        create('log', 'cylinder', {
          position: [735, 330],
          size: [170, 150],
          stroke: 'green',
          fill: 'green',
          fillStyle: 'hatch',
          text: 'The log',
        }),
      ],
    },
    {
      author: 'Linus',
      label: 'connect',
      changes: [arrow('a4', 'disk', 'log', { text: 'never changed', route: 'straight' })],
    },
    { author: 'Grace', label: 'rewrite', changes: [set('everyone', { text: 'Everybody sees it at once' })] },
    { checkpoint: 'After the review' },
    {
      author: 'Ada',
      label: 'time machine',
      changes: [
        create('time', 'frame', { position: [1010, 310], size: [420, 330], name: 'Time machine' }),
        heading('time-title', [1040, 335], 'Nothing is ever lost', 26),
      ],
    },
    {
      author: 'Ada',
      label: 'time machine',
      changes: [note('t1', [1040, 390], 'blue', 'Pull the slider: the board as it was')],
    },
    {
      author: 'Grace',
      label: 'time machine',
      changes: [note('t2', [1230, 398], 'pink', 'Restore all of it, or undo only what you did')],
    },
    {
      author: 'Grace',
      label: 'ink',
      changes: [
        create('wave', 'stroke', {
          position: [1050, 590],
          points: wavePoints(330),
          stroke: 'violet',
          strokeWidth: 4,
        }),
      ],
    },
    {
      author: 'Linus',
      label: 'mark',
      changes: [
        create('mark', 'highlight', {
          position: [84, 84],
          points: [0, 0, 0.5, 150, 3, 0.5, 340, -2, 0.5, 510, 2, 0.5],
          stroke: 'yellow',
          strokeWidth: 4,
        }),
      ],
    },
    {
      author: 'Linus',
      label: 'wrong',
      changes: [
        create('cross', 'star', {
          position: [600, 520],
          size: [90, 90],
          stroke: 'red',
          fill: 'red',
          fillStyle: 'solid',
        }),
      ],
    },
    { author: 'Ada', label: 'move', changes: [set('q1', { position: [110, 340] })] },
    { author: 'Linus', label: 'delete', changes: [{ kind: 'delete', ids: [id('cross')] }] },
    {
      author: 'Ada',
      label: 'invitation',
      changes: [
        create('cloud', 'cloud', {
          position: [100, 560],
          size: [440, 190],
          stroke: 'orange',
          fill: 'orange',
          fillStyle: 'solid',
          text: 'This board is yours.\nDraw on it, then open History.',
          fontSize: 20,
        }),
      ],
    },
    { checkpoint: 'Ready to explore' },
  ]
}

/** A line with a swing in it: x, y, pressure. */
function wavePoints(width: number): readonly number[] {
  return Array.from({ length: 60 }, (_, i) => [
    (i / 59) * width,
    12 * Math.sin(i / 4) + 3 * Math.sin(i / 1.7),
    0.4 + 0.3 * Math.sin(i / 6),
  ]).flat()
}
