import type { CanvasState } from '../canvas-state.ts'
import type { Anchor, CellValue, Change, ProposedChange, TextDelta } from '../change.ts'
import type { ShapeId } from '../ids.ts'
import { rowSchema } from '../limits.ts'
import { replay } from '../replay.ts'
import { resolve } from '../resolve.ts'
import type { Shape } from '../shapes/shape.ts'
import {
  cellsOfKind,
  isContainerKind,
  isRequiredCell,
  isShapeKindName,
  kindHasCell,
  type ShapeKindName,
  shapeKindNames,
} from '../shapes/shape-registry.ts'
import { normaliseDelta } from '../text-delta.ts'
import { pick, type Random, randomCellValue, randomInteger, randomShape, randomText } from './random-cells.ts'

function randomParent(random: Random, shapes: readonly Shape[]): ShapeId | null {
  const containers = shapes.filter(({ kind }) => isContainerKind(kind))
  return containers.length === 0 || random() < 0.4 ? null : pick(random, containers).id
}

function randomAnchor(random: Random, siblings: readonly Shape[]): Anchor {
  const roll = random()
  if (siblings.length === 0 || roll < 0.3) return roll < 0.2 ? 'front' : 'back'
  const { id } = pick(random, siblings)
  return roll < 0.65 ? { before: id } : { after: id }
}

function randomKind(random: Random): ShapeKindName {
  return random() < 0.25 ? pick(random, ['frame', 'group'] as const) : pick(random, shapeKindNames)
}

function randomCreate(random: Random, state: CanvasState, shapes: readonly Shape[]): ProposedChange {
  const parentId = randomParent(random, shapes)
  const shape = randomShape(random, randomKind(random), parentId)
  return random() < 0.5
    ? { kind: 'create', shape }
    : { kind: 'create', shape, at: randomAnchor(random, state.children(parentId)) }
}

function randomUpdate(random: Random, shape: Shape): ProposedChange {
  const set: { [cell: string]: CellValue } = {}
  const unset: string[] = []
  for (const cell of cellsOfKind(shape.kind)?.keys() ?? []) {
    const roll = random()
    if (roll < 0.15) set[cell] = randomCellValue(random, shape.kind, cell)
    else if (roll < 0.2 && !isRequiredCell(cell)) unset.push(cell)
  }
  return unset.length === 0
    ? { kind: 'update', id: shape.id, set }
    : { kind: 'update', id: shape.id, set, unset }
}

function randomDelete(random: Random, shapes: readonly Shape[]): ProposedChange {
  const ids = new Set([pick(random, shapes).id, pick(random, shapes).id])
  return random() < 0.5
    ? { kind: 'delete', ids: [...ids] }
    : { kind: 'delete', ids: [...ids], children: 'lift' }
}

function randomPlace(random: Random, state: CanvasState, shapes: readonly Shape[]): ProposedChange {
  const ids = new Set(Array.from({ length: 1 + randomInteger(random, 3) }, () => pick(random, shapes).id))
  if (random() < 0.3) return { kind: 'place', ids: [...ids], at: pick(random, ['front', 'back']) }
  const parentId = randomParent(random, shapes)
  return { kind: 'place', ids: [...ids], parentId, at: randomAnchor(random, state.children(parentId)) }
}

/** A delta in normal form that fits a text and splits no surrogate pair. */
export function randomDelta(random: Random, text: string): TextDelta {
  const items: (number | string)[] = []
  for (const character of text) {
    const roll = random()
    if (roll < 0.15) items.push(-character.length)
    else if (roll < 0.25) items.push(randomText(random), character.length)
    else items.push(character.length)
  }
  if (random() < 0.5) items.push(randomText(random))
  return normaliseDelta(items)
}

function randomTextChange(
  random: Random,
  state: CanvasState,
  shapes: readonly Shape[],
): ProposedChange | undefined {
  const lettered = shapes.filter(({ kind }) => kindHasCell(kind, 'text'))
  if (lettered.length === 0) return undefined
  const { id, text } = pick(random, lettered)
  const delta = randomDelta(random, typeof text === 'string' ? text : '')
  return { kind: 'text', id, field: 'text', base: state.version, delta }
}

function randomCanvasChange(random: Random): ProposedChange {
  const grid = pick(random, ['none', 'dots', 'lines'])
  if (random() < 0.3) return { kind: 'canvas', set: { grid }, unset: ['background'] }
  return { kind: 'canvas', set: { background: pick(random, ['white', '#fafafa']), grid } }
}

function randomChange(random: Random, state: CanvasState, shapes: readonly Shape[]): ProposedChange {
  const roll = random()
  if (shapes.length === 0 || roll < 0.35) return randomCreate(random, state, shapes)
  const known = shapes.filter(({ kind }) => isShapeKindName(kind))
  if (roll < 0.6) return randomUpdate(random, pick(random, known))
  if (roll < 0.78) return randomPlace(random, state, shapes)
  if (roll < 0.88) return randomDelete(random, shapes)
  if (roll < 0.95) return randomTextChange(random, state, shapes) ?? randomCanvasChange(random)
  return randomCanvasChange(random)
}

/**
 * What someone looking at a state might do next: one to four changes of all kinds, in normal form. Most are accepted;
 * changes that depend on each other, cycles and shapes that died in the same operation happen as they do among people.
 */
export function randomChanges(state: CanvasState, random: Random): readonly ProposedChange[] {
  const shapes = [...state.shapes()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const count = random() < 0.6 ? 1 : 2 + randomInteger(random, 3)
  return Array.from({ length: count }, () => randomChange(random, state, shapes))
}

/** A row as `replay` takes it, of the newest schema. */
export interface RandomRow {
  readonly version: number
  readonly schema: number
  readonly changes: readonly Change[]
}

/** The log and the state after some random operations, system rows included. */
export function randomScene(
  random: Random,
  operations: number,
): { rows: readonly RandomRow[]; state: CanvasState } {
  const rows: RandomRow[] = []
  const state = replay([])
  for (let i = 0; i < operations; i++) {
    const resolution = resolve(state, randomChanges(state, random))
    if (!resolution.ok) continue
    for (const changes of [resolution.value.rebalance ?? [], resolution.value.changes]) {
      if (changes.length === 0) continue
      const row = { version: state.version + 1, schema: rowSchema, changes }
      rows.push(row)
      replay([row], state)
    }
  }
  return { rows, state }
}
