import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { traceRim } from './ink-outline.ts'
import { type InkRim, traceInk } from './ink-rim.ts'
import type { InkFlow } from './ink-spine.ts'

const pen: InkFlow = { width: 10, isEven: false, isBySpeed: false }
const mouse: InkFlow = { ...pen, isBySpeed: true }
const highlighter: InkFlow = { ...pen, isEven: true }

/** Corners of what is filled, the curves of the edge cut into pieces. */
function edgeOf(rim: InkRim): [number, number][] {
  const edge: [number, number][] = []
  let from = [0, 0]
  traceRim(
    {
      moveTo: (x, y) => {
        from = [x, y]
      },
      quadraticCurveTo(controlX, controlY, x, y) {
        const [fromX = 0, fromY = 0] = from
        for (let t = 0.25; t <= 1; t += 0.25) {
          const at = (a: number, b: number, c: number) => (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c
          edge.push([at(fromX, controlX, x), at(fromY, controlY, y)])
        }
        from = [x, y]
      },
      closePath: () => undefined,
    },
    rim,
  )
  return edge
}

/** Whether a canvas would fill the point: by how often the edge goes round it. */
function isInked(rim: InkRim, x: number, y: number): boolean {
  const edge = edgeOf(rim)
  let rounds = 0
  edge.forEach(([toX, toY], i) => {
    const [fromX, fromY] = edge.at(i - 1) ?? [0, 0]
    if (fromY <= y === toY <= y) return
    if (fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX) > x) rounds += toY > fromY ? 1 : -1
  })
  return rounds !== 0
}

/** From corner to corner in steps. */
function hand(corners: readonly (readonly [number, number])[], step: number, pressure = 0.5): number[] {
  const points: number[] = []
  corners.slice(1).forEach(([toX, toY], i) => {
    const [fromX, fromY] = corners[i] ?? [0, 0]
    const steps = Math.max(1, Math.ceil(Math.hypot(toX - fromX, toY - fromY) / step))
    for (let k = i === 0 ? 0 : 1; k <= steps; k++) {
      const share = k / steps
      points.push(fromX + (toX - fromX) * share, fromY + (toY - fromY) * share, pressure)
    }
  })
  return points
}

/** How thick a level line is at a place. */
function thicknessAt(rim: InkRim, x: number): number {
  let inked = 0
  for (let y = -20; y <= 20; y += 0.1) if (isInked(rim, x, y)) inked += 0.1
  return inked
}

const level = (step: number, pressure?: number) =>
  hand(
    [
      [0, 0],
      [300, 0],
    ],
    step,
    pressure,
  )

describe('the rim of ink', () => {
  test('of a highlighter is as broad everywhere, and round at both ends', () => {
    const rim = traceInk(level(7), highlighter)
    for (const x of [1, 20, 150, 280, 299]) expect(thicknessAt(rim, x)).toBeCloseTo(10, 0)
    expect(isInked(rim, -4.5, 0)).toBe(true)
    expect(isInked(rim, -4.5, 4)).toBe(false)
    expect(isInked(rim, 304.5, 0)).toBe(true)
    expect(isInked(rim, 304.5, -4)).toBe(false)
    expect(isInked(rim, -6, 0)).toBe(false)
    expect(isInked(rim, 306, 0)).toBe(false)
  })

  test('is thinner where the pen is pressed less', () => {
    const [light, strong] = [0.1, 0.9].map((pressure) => thicknessAt(traceInk(level(7, pressure), pen), 150))
    expect(light).toBeCloseTo(10 * (1 - 0.55 * 0.8), 0)
    expect(strong).toBeCloseTo(10 * (1 + 0.55 * 0.8), 0)
  })

  test('is thinner where a mouse was quick, from the beginning on', () => {
    const [slow = 0, quick = 0] = [1, 15].map((step) => thicknessAt(traceInk(level(step), mouse), 150))
    expect(slow).toBeGreaterThan(quick * 1.3)
    const rim = traceInk(level(15), mouse)
    expect(thicknessAt(rim, 3)).toBeLessThan(quick * 1.3)
  })

  test('of a tap is a circle, and of nothing nothing', () => {
    for (const points of [
      [5, 7, 0.5],
      [5, 7, 0.5, 5, 7, 0.5, 5, 7],
    ]) {
      const edge = edgeOf(traceInk(points, highlighter))
      expect(edge.length).toBeGreaterThan(20)
      for (const [x, y] of edge) expect(Math.hypot(x - 5, y - 7)).toBeCloseTo(5, 0)
    }
    expect(traceInk([], pen)).toEqual([])
    expect(traceInk([1, 2], pen)).toEqual([])
  })

  test('is as broad before a corner as after it, however sharp it is', () => {
    for (const angle of [0.2, 0.6, 1, 1.4, 2.4]) {
      const to = [100 - Math.cos(angle) * 100, Math.sin(angle) * 100] as const
      // The hand rests in the corner until the line is there, and leaves it quickly.
      const corner = Array.from({ length: 8 }, () => [100, 0] as const)
      const rim = traceInk(hand([[0, 0], ...corner, to], 40), highlighter)
      const across = [-Math.sin(angle), -Math.cos(angle)] as const
      for (const along of [12, 20, 30, 45])
        for (const side of [-4, 0, 4]) {
          const x = 100 - Math.cos(angle) * along + (across[0] ?? 0) * side
          const y = Math.sin(angle) * along + (across[1] ?? 0) * side
          expect(isInked(rim, x, y), `${angle}, ${along} after the corner, ${side} aside`).toBe(true)
          expect(isInked(rim, 100 - along, side), `${angle}, ${along} before the corner`).toBe(true)
        }
    }
  })

  test('of a small circle of few points is no polygon', () => {
    const circle = Array.from({ length: 11 }, (_, i) => {
      const angle = (i / 5) * Math.PI * 2
      return [Math.cos(angle) * 20, Math.sin(angle) * 20, 0.5]
    }).flat()
    const edge = edgeOf(traceInk(circle, { ...highlighter, width: 6 }))
    const turns = edge.map(([x, y], i) => {
      const [fromX, fromY] = edge.at(i - 1) ?? [0, 0]
      const [toX, toY] = edge[(i + 1) % edge.length] ?? [0, 0]
      const turn = Math.atan2(toY - y, toX - x) - Math.atan2(y - fromY, x - fromX)
      return Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn)))
    })
    expect(turns.filter((turn) => turn > 0.9)).toEqual([])
  })

  test('is there wherever the hand went near its beginning: a scrub, a small loop', () => {
    const scrub = hand(
      [0, 26, 0, 26, 0].map((x) => [x, 0] as const),
      3,
    )
    const marked = traceInk(scrub, { ...highlighter, width: 28 })
    for (const x of [-12, 0, 13, 26, 38]) expect(isInked(marked, x, 0), `${x}`).toBe(true)
    const loop = Array.from({ length: 25 }, (_, i) => {
      const angle = (i / 24) * Math.PI * 2
      return [Math.cos(angle) * 11, Math.sin(angle) * 11, 0.5]
    }).flat()
    const circle = traceInk(loop, { ...mouse, width: 8 })
    for (let angle = 0.5; angle < 6; angle += 0.5)
      expect(isInked(circle, Math.cos(angle) * 10, Math.sin(angle) * 10), `${angle}`).toBe(true)
    expect(isInked(circle, 0, 0)).toBe(false)
    expect(isInked(traceInk(loop, { ...mouse, width: 24 }), -14, 0)).toBe(true)
  })

  test('is made of numbers, and never farther from where the hand went than ink is thick', () => {
    const number = fc.oneof(fc.integer({ min: -500, max: 500 }), fc.double({ min: -3, max: 3, noNaN: true }))
    const thin = { ...pen, width: 1.5 }
    const backAndForth: [number, number, number][] = [0, 0.5, 0.5, 0.5].map((x) => [x, 0, 0.5])
    const flows = [pen, mouse, highlighter, thin, { ...thin, isBySpeed: true }]
    const point = fc.tuple(number, number, fc.double({ min: 0, max: 1, noNaN: true }))
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 1 }),
        fc.constantFrom(...flows),
        fc.boolean(),
        (way, flow, returns) => {
          const points = returns ? [...way, way[0] ?? [0, 0, 0]] : way
          const rim = traceInk(points.flat(), flow)
          expect(rim.length % 2).toBe(0)
          const reach = flow.width * 0.775 + 1e-6
          const between = (k: 0 | 1) => points.map((of) => of[k])
          rim.forEach((value, i) => {
            const all = between(i % 2 === 0 ? 0 : 1)
            expect(Number.isFinite(value)).toBe(true)
            expect(value).toBeGreaterThanOrEqual(Math.min(...all) - reach)
            expect(value).toBeLessThanOrEqual(Math.max(...all) + reach)
          })
        },
      ),
      {
        examples: [[backAndForth, thin, true]],
      },
    )
  })
})
