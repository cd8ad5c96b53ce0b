import type { Bounds, Point } from '@flowstate/engine'

/** A line that shows what something has snapped to. Canvas coordinates. */
export interface SnapGuide {
  readonly from: Point
  readonly to: Point
  /** Whether it marks one of several equal gaps rather than a common line. */
  readonly gap?: true
}

export interface Snap {
  readonly dx: number
  readonly dy: number
  readonly guides: readonly SnapGuide[]
}

/** A box along one axis, and across it. */
interface Span {
  readonly min: number
  readonly max: number
  readonly crossMin: number
  readonly crossMax: number
}

type Gap = readonly [from: number, to: number]

interface Shift {
  readonly by: number
  /** Equal gaps, for a shift that is about them. */
  readonly gaps?: readonly Gap[]
}

/** Shifts this close to each other are the same: sums of fractions differ in their last digits. */
const alike = 1e-6

function across(box: Bounds): Span {
  return { min: box.minX, max: box.maxX, crossMin: box.minY, crossMax: box.maxY }
}

function down(box: Bounds): Span {
  return { min: box.minY, max: box.maxY, crossMin: box.minX, crossMax: box.maxX }
}

/** The three lines a box has along an axis. */
function linesOf({ min, max }: Span): readonly number[] {
  return [min, (min + max) / 2, max]
}

/** The smallest of some shifts within reach. */
function smallest(shifts: readonly Shift[], reach: number): Shift | null {
  let best: Shift | null = null
  for (const shift of shifts) {
    if (Math.abs(shift.by) <= reach && (best === null || Math.abs(shift.by) < Math.abs(best.by))) best = shift
  }
  return best
}

/** The ways that bring one of `lines` onto a line of a target. */
function alignments(lines: readonly number[], targets: readonly Span[]): readonly Shift[] {
  return targets.flatMap((target) =>
    linesOf(target).flatMap((at) => lines.map((line) => ({ by: at - line }))),
  )
}

/** Neighbours in the row of a box: those it overlaps across the axis, in order, none of them overlapping the one before. */
function rowOf(moving: Span, targets: readonly Span[]): readonly Span[] {
  const row: Span[] = []
  const beside = targets.filter((one) => one.crossMin < moving.crossMax && one.crossMax > moving.crossMin)
  for (const one of beside.sort((a, b) => a.min - b.min)) {
    const before = row.at(-1)
    if (before === undefined || one.min >= before.max) row.push(one)
  }
  return row
}

/** The ways that make the gap to a neighbour the same as the gap beside it, or the two gaps around equal. */
function equalGaps(moving: Span, targets: readonly Span[]): readonly Shift[] {
  const row = rowOf(moving, targets)
  const length = moving.max - moving.min
  const to = (min: number, ...gaps: readonly Gap[]): Shift => ({ by: min - moving.min, gaps })
  return row.slice(1).flatMap((right, i) => {
    const left = row[i] as Span
    const gap = right.min - left.max
    const space = (gap - length) / 2
    return [
      to(right.max + gap, [left.max, right.min], [right.max, right.max + gap]),
      to(left.min - gap - length, [left.min - gap, left.min], [left.max, right.min]),
      ...(space < 0
        ? []
        : [to(left.max + space, [left.max, left.max + space], [right.min - space, right.min])]),
    ]
  })
}

/** Guides for a shift: along every line that is common now, or in the gaps that are equal. */
function guidesOf(
  shift: Shift,
  snapped: Span,
  targets: readonly Span[],
  lines: readonly number[],
): readonly (readonly [Span, boolean])[] {
  const { gaps } = shift
  if (gaps !== undefined) {
    const middle = (snapped.crossMin + snapped.crossMax) / 2
    return gaps.map(([min, max]) => [{ min, max, crossMin: middle, crossMax: middle }, true])
  }
  return lines.flatMap((line) => {
    const common = targets.filter((one) => linesOf(one).some((at) => Math.abs(at - line) < alike))
    if (common.length === 0) return []
    const crossMin = Math.min(snapped.crossMin, ...common.map((one) => one.crossMin))
    const crossMax = Math.max(snapped.crossMax, ...common.map((one) => one.crossMax))
    return [[{ min: line, max: line, crossMin, crossMax }, false] as const]
  })
}

interface AxisSnap {
  readonly by: number
  readonly guides: readonly (readonly [Span, boolean])[]
}

const stay: AxisSnap = { by: 0, guides: [] }

function snapAxis(
  moving: Span,
  targets: readonly Span[],
  {
    reach,
    lines,
    gaps,
  }: { readonly reach: number; readonly lines: readonly number[]; readonly gaps: boolean },
): AxisSnap {
  // A common line comes first: of two equal shifts the first is taken.
  const ways = [...alignments(lines, targets), ...(gaps ? equalGaps(moving, targets) : [])]
  const shift = smallest(ways, reach)
  if (shift === null) return stay
  const { by } = shift
  const snapped = { ...moving, min: moving.min + by, max: moving.max + by }
  return {
    by,
    guides: guidesOf(
      shift,
      snapped,
      targets,
      lines.map((line) => line + by),
    ),
  }
}

function toGuides(x: AxisSnap, y: AxisSnap): readonly SnapGuide[] {
  return [
    ...x.guides.map(([span, gap]) => ({
      from: { x: span.min, y: span.crossMin },
      to: { x: span.max, y: span.crossMax },
      ...(gap ? { gap } : {}),
    })),
    ...y.guides.map(([span, gap]) => ({
      from: { x: span.crossMin, y: span.min },
      to: { x: span.crossMax, y: span.max },
      ...(gap ? { gap } : {}),
    })),
  ]
}

/** What moves along an axis, and which of its lines may snap. */
interface SnapRequest {
  readonly targets: readonly Bounds[]
  /** How far something jumps, in canvas units. */
  readonly reach: number
  readonly axes?: { readonly x: boolean; readonly y: boolean }
}

/** The way a moved box goes on so that its sides or middle lie in line with others, or its gaps are equal to theirs. */
export function snapBox(moving: Bounds, { targets, reach, axes = { x: true, y: true } }: SnapRequest): Snap {
  const snapAlong = (box: Span, others: readonly Span[]) =>
    snapAxis(box, others, { reach, lines: linesOf(box), gaps: true })
  const y = axes.y ? snapAlong(down(moving), targets.map(down)) : stay
  const levelled = { ...moving, minY: moving.minY + y.by, maxY: moving.maxY + y.by }
  const x = axes.x ? snapAlong(across(levelled), targets.map(across)) : stay
  // Once more for the guides alone: they reach to where the box is now.
  const settled = { ...levelled, minX: levelled.minX + x.by, maxX: levelled.maxX + x.by }
  const level = axes.y ? snapAlong(down(settled), targets.map(down)) : stay
  return { dx: x.by, dy: y.by, guides: toGuides(x, Math.abs(level.by) < alike ? level : stay) }
}

/** The same for a corner or side that is dragged: only what moves snaps. */
export function snapPoint(point: Point, { targets, reach, axes = { x: true, y: true } }: SnapRequest): Snap {
  const at = { minX: point.x, maxX: point.x, minY: point.y, maxY: point.y }
  const x = axes.x
    ? snapAxis(across(at), targets.map(across), { reach, lines: [point.x], gaps: false })
    : stay
  const y = axes.y ? snapAxis(down(at), targets.map(down), { reach, lines: [point.y], gaps: false }) : stay
  return { dx: x.by, dy: y.by, guides: toGuides(x, y) }
}
