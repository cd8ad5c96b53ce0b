import { boxKinds, type Cells, type ProposedShape, type ShapeId } from '@flowstate/engine'

let count = 0

function shape(kind: string, cells: Cells): ProposedShape {
  count += 1
  return { id: `gallery-${String(count).padStart(4, '0')}` as ShapeId, kind, ...cells }
}

const boxes = [...boxKinds]
const colours = ['ink', 'blue', 'violet', 'teal', 'green', 'yellow', 'orange', 'red', 'pink', 'grey']

const boxShapes = boxes.map((kind, i) =>
  shape(kind, {
    position: [(i % 5) * 210, Math.floor(i / 5) * 170],
    size: [170, 120],
    stroke: colours[i] ?? 'ink',
    fill: i % 3 === 0 ? 'none' : (colours[i] ?? 'none'),
    fillStyle: i % 3 === 2 ? 'hatch' : 'solid',
    text: kind,
    font: (['hand', 'sans', 'serif', 'mono'] as const)[i % 4] ?? 'hand',
    ...(kind === 'rectangle' ? { corner: 12 } : {}),
    ...(kind === 'diamond' ? { corner: 12 } : {}),
    ...(kind === 'polygon' ? { sides: 5 } : {}),
  }),
)

const notes = ['yellow', 'blue', 'green', 'pink', 'violet'].map((fill, i) =>
  shape('note', {
    position: [i * 210, 370],
    size: [180, 180],
    fill,
    text:
      [
        'Ship it on Friday',
        'What do people miss today?',
        'Saved means on disk',
        'Ask Ann',
        'Undo that is right',
      ][i] ?? '',
  }),
)

const dashes = ['solid', 'dashed', 'dotted'].map((dash, i) =>
  shape('line', { position: [0, 600 + i * 30], points: [0, 0, 180, 0], dash, strokeWidth: 2 + i }),
)

const [first, second, third] = boxShapes
const arrows = ['arrow', 'triangle', 'dot', 'bar', 'diamond'].map((endHead, i) =>
  shape('arrow', {
    position: [230, 600 + i * 26],
    points: [0, 0, 160, 0],
    endHead,
    stroke: colours[i] ?? 'ink',
    strokeWidth: 1 + (i % 3),
  }),
)

const bound = [
  shape('arrow', {
    position: [170, 60],
    points: [0, 0, 40, 0],
    start: { shapeId: first?.id ?? '', anchor: [0.5, 0.5] },
    end: { shapeId: second?.id ?? '', anchor: [0.5, 0.5] },
  }),
  shape('arrow', {
    position: [380, 60],
    points: [0, 0, 40, 0],
    route: 'curved',
    start: { shapeId: second?.id ?? '', anchor: [0.5, 0.1] },
    end: { shapeId: third?.id ?? '', anchor: [0.5, 0.1] },
  }),
  shape('arrow', { position: [430, 600], points: [0, 0, 130, 90], route: 'elbow', text: 'then' }),
]

const wave = Array.from({ length: 90 }, (_, i) => [
  i * 2.6,
  40 + Math.sin(i / 7) * 34 + Math.sin(i / 2.3) * 4,
  0.5,
]).flat()

const frame = shape('frame', { position: [0, 780], size: [420, 220], name: 'In a frame' })
const framed = [
  shape('ellipse', { position: [330, 900], size: [160, 140], fill: 'teal' }),
  shape('note', { position: [20, 810], size: [110, 110], text: 'Cut at the edge' }),
  shape('highlight', { position: [150, 830], points: [0, 0, 0.5, 90, 40, 0.5] }),
].map((one): ProposedShape => ({ ...one, parentId: frame.id }))

const treated = [
  shape('rectangle', {
    position: [470, 790],
    size: [150, 90],
    fill: 'red',
    stroke: 'red',
    fillStyle: 'cross',
    dash: 'dashed',
    rotation: 0.3,
    text: 'turned',
  }),
  shape('rectangle', {
    position: [660, 780],
    size: [150, 110],
    fill: 'violet',
    stroke: 'violet',
    strokeWidth: 14,
    opacity: 0.5,
    align: 'left',
    verticalAlign: 'bottom',
    text: 'Half\nthere',
  }),
  shape('ellipse', { position: [850, 780], size: [150, 110], dash: 'dotted', strokeWidth: 5, text: '' }),
  shape('image', {
    position: [470, 920],
    size: [150, 90],
    assetId: '0'.repeat(64),
    corner: 16,
    opacity: 0.6,
  }),
  shape('arrow', {
    position: [660, 930],
    points: [0, 0, 340, 60],
    startHead: 'diamond',
    endHead: 'triangle',
    dash: 'dashed',
    stroke: 'orange',
    strokeWidth: 3,
    text: 'both ways',
    font: 'sans',
  }),
  shape('stroke', { position: [1010, 800], points: wave.slice(0, 120), dash: 'dashed', stroke: 'green' }),
]

export const galleryShapes: readonly ProposedShape[] = [
  ...boxShapes,
  ...notes,
  ...dashes,
  ...arrows,
  ...bound,
  shape('stroke', { position: [620, 600], points: wave, stroke: 'violet', strokeWidth: 4 }),
  shape('highlight', {
    position: [880, 610],
    points: [0, 0, 0.5, 80, 6, 0.5, 170, 0, 0.5],
    stroke: 'yellow',
    strokeWidth: 3,
  }),
  shape('text', { position: [880, 590], text: 'The whiteboard that\nnever forgets', fontSize: 28 }),
  shape('text', { position: [880, 690], text: 'Every change kept.', font: 'sans' }),
  frame,
  ...framed,
  ...treated,
]
