import type { NeutralShape, RemoteMove, ScreenCamera } from './render-page.ts'

export const windowSize = { width: 1440, height: 900 } as const

/** Distance of neighbours on the grid: 200 of them fill the window at zoom 1. */
const pitch = { x: 90, y: 72 } as const
const size = { width: 66, height: 48 } as const
const pointsPerStroke = 60

/** Of twenty shapes in a row, in this order before they are shuffled: 40 / 20 / 15 / 15 / 10 %. */
const mixture: readonly (readonly [NeutralShape['kind'], number])[] = [
  ['rectangle', 8],
  ['ellipse', 4],
  ['arrow', 3],
  ['stroke', 3],
  ['text', 2],
]
const colours = ['#1f2329', '#dc4740', '#31a04a', '#2f6fe4', '#e07a1a', '#7a50d8']
const fills = ['#f1f3f5', '#ffe3e0', '#def5e3', '#dfeaff', '#ffead6', '#ece4ff']

/** Numbers from 0 to 1, the same for the same seed: a linear congruence on 32 bits, its high bits taken. */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state >>> 8) / 0x1000000
  }
}

function shuffledKinds(next: () => number): NeutralShape['kind'][] {
  const kinds = mixture.flatMap(([kind, count]) => Array.from({ length: count }, () => kind))
  for (let i = kinds.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    const kind = kinds[i] as NeutralShape['kind']
    kinds[i] = kinds[j] as NeutralShape['kind']
    kinds[j] = kind
  }
  return kinds
}

/** A signature: the pen runs to the right and swings up and down. */
function strokePoints(next: () => number): number[] {
  const swing = 2 + next() * 4
  const phase = next() * Math.PI * 2
  const points: number[] = []
  for (let i = 0; i < pointsPerStroke; i++) {
    const along = i / (pointsPerStroke - 1)
    const up = Math.sin(phase + along * swing * Math.PI * 2) * (0.3 + next() * 0.15)
    points.push(Math.round(along * size.width * 10) / 10, Math.round((0.5 + up) * size.height * 10) / 10)
  }
  return points
}

/** As many shapes as asked for, on a grid of the shape of the window. */
export interface RenderScene {
  readonly shapes: readonly NeutralShape[]
  /** Zoom 1 in the middle. */
  readonly near: ScreenCamera
  /** All of it. */
  readonly fit: ScreenCamera
  /** About a thousand shapes, in the middle. */
  readonly thousand: ScreenCamera
  /** A thousand shapes in the middle. */
  readonly middle: readonly NeutralShape[]
  /** Moves of twenty shapes, half of them in the middle of the window and half anywhere. */
  moves(count: number): readonly RemoteMove[]
}

function columnsFor(count: number): number {
  const { width, height } = windowSize
  return Math.max(1, Math.round(Math.sqrt((count * width * pitch.y) / (height * pitch.x))))
}

export function makeRenderScene(count: number): RenderScene {
  const next = seededNumbers(20_260)
  const columns = columnsFor(count)
  const rows = Math.ceil(count / columns)
  const shapes: NeutralShape[] = []
  let kinds: NeutralShape['kind'][] = []
  for (let i = 0; i < count; i++) {
    if (kinds.length === 0) kinds = shuffledKinds(next)
    const kind = kinds.pop() ?? 'rectangle'
    const hue = Math.floor(next() * colours.length)
    shapes.push({
      id: `shape-${String(i).padStart(6, '0')}`,
      kind,
      x: (i % columns) * pitch.x + Math.round(next() * 16),
      y: Math.floor(i / columns) * pitch.y + Math.round(next() * 16),
      ...size,
      colour: colours[hue] ?? '#000000',
      fill: fills[hue] ?? '#ffffff',
      text: kind === 'rectangle' ? `No ${i}` : kind === 'text' ? `words ${i}` : '',
      points:
        kind === 'stroke'
          ? strokePoints(next)
          : kind === 'arrow'
            ? [0, 0, size.width, Math.round(next() * size.height)]
            : [],
    })
  }

  const centred = (zoom: number): ScreenCamera => ({
    x: windowSize.width / 2 - (columns * pitch.x * zoom) / 2,
    y: windowSize.height / 2 - (rows * pitch.y * zoom) / 2,
    zoom,
  })
  const zoomFor = (wide: number, high: number) =>
    Math.min(windowSize.width / (wide * pitch.x), windowSize.height / (high * pitch.y)) * 0.97

  const block = (wanted: number): NeutralShape[] => {
    const wide = Math.min(columns, columnsFor(wanted))
    const high = Math.ceil(wanted / wide)
    const left = Math.floor((columns - wide) / 2)
    const top = Math.floor((rows - high) / 2)
    return shapes.filter((_, i) => {
      const [column, row] = [i % columns, Math.floor(i / columns)]
      return column >= left && column < left + wide && row >= top && row < top + high
    })
  }

  const wide = Math.min(columns, columnsFor(1_000))
  return {
    shapes,
    near: centred(1),
    fit: centred(zoomFor(columns, rows)),
    thousand: centred(zoomFor(wide, Math.ceil(1_000 / wide))),
    middle: block(1_000).slice(0, 1_000),
    moves(wanted) {
      const anywhere = Array.from({ length: 10 }, () => shapes[Math.floor(next() * count)] as NeutralShape)
      const moving = [...block(60).slice(20, 30), ...anywhere]
      return Array.from({ length: wanted }, (_, i) => {
        const shape = moving[i % moving.length] as NeutralShape
        const angle = i / 40
        return {
          id: shape.id,
          x: Math.round(shape.x + Math.cos(angle) * 30),
          y: Math.round(shape.y + Math.sin(angle) * 30),
        }
      })
    },
  }
}
