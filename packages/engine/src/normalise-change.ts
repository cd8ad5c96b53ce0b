import { isCleanText } from './cells/string-grammars.ts'
import type { Anchor, ProposedChange, TextDelta } from './change.ts'
import { isShapeId, type ShapeId } from './ids.ts'
import { limits } from './limits.ts'
import {
  type Fields,
  isFields,
  normaliseCanvasEdits,
  normaliseShape,
  normaliseShapeEdits,
  refuseShapeId,
  refuseUnknown,
  unknownField,
} from './normalise-shape.ts'
import { pointer, refuse } from './refusal.ts'
import { ok, type Refusal, type Result } from './result.ts'
import { normaliseDelta } from './text-delta.ts'

type Normalised<T> = Result<T, Refusal>

const fieldsOf = {
  create: new Set(['kind', 'shape', 'at']),
  update: new Set(['kind', 'id', 'set', 'unset']),
  delete: new Set(['kind', 'ids', 'children']),
  place: new Set(['kind', 'ids', 'parentId', 'at']),
  text: new Set(['kind', 'id', 'field', 'base', 'delta']),
  canvas: new Set(['kind', 'set', 'unset']),
} as const

function normaliseAnchor(raw: unknown, path: string): Normalised<Anchor> {
  if (raw === 'front' || raw === 'back') return ok(raw)
  if (isFields(raw) && Object.keys(raw).length === 1) {
    if (isShapeId(raw.before)) return ok({ before: raw.before })
    if (isShapeId(raw.after)) return ok({ after: raw.after })
  }
  return refuse('invalid', 'must be front, back, { before: id } or { after: id }', path)
}

function normaliseIds(raw: unknown, path: string): Normalised<readonly ShapeId[]> {
  if (!Array.isArray(raw) || raw.length === 0) return refuse('invalid', 'must be a list of shape ids', path)
  const ids = new Set<ShapeId>()
  for (const [position, id] of (raw as readonly unknown[]).entries()) {
    if (!isShapeId(id)) return refuseShapeId(pointer(path, position))
    ids.add(id)
  }
  return ok([...ids])
}

function normaliseCreate(raw: Fields, path: string): Normalised<ProposedChange> {
  const shape = normaliseShape(raw.shape, `${path}/shape`)
  if (!shape.ok) return shape
  if (raw.at === undefined) return ok({ kind: 'create', shape: shape.value })
  const at = normaliseAnchor(raw.at, `${path}/at`)
  return at.ok ? ok({ kind: 'create', shape: shape.value, at: at.value }) : at
}

function normaliseUpdate(raw: Fields, path: string): Normalised<ProposedChange> {
  if (!isShapeId(raw.id)) return refuseShapeId(`${path}/id`)
  const edits = normaliseShapeEdits(raw, path)
  return edits.ok ? ok({ id: raw.id, kind: 'update', ...edits.value }) : edits
}

function normaliseDelete(raw: Fields, path: string): Normalised<ProposedChange> {
  const ids = normaliseIds(raw.ids, `${path}/ids`)
  if (!ids.ok) return ids
  const { children } = raw
  if (children === undefined) return ok({ kind: 'delete', ids: ids.value })
  if (children !== 'delete' && children !== 'lift') {
    return refuse('invalid', 'must be delete or lift', `${path}/children`)
  }
  return ok({ kind: 'delete', ids: ids.value, children })
}

function normalisePlace(raw: Fields, path: string): Normalised<ProposedChange> {
  const ids = normaliseIds(raw.ids, `${path}/ids`)
  if (!ids.ok) return ids
  const at = normaliseAnchor(raw.at, `${path}/at`)
  if (!at.ok) return at
  const { parentId } = raw
  if (parentId === undefined) return ok({ kind: 'place', ids: ids.value, at: at.value })
  if (parentId !== null && !isShapeId(parentId)) return refuseShapeId(`${path}/parentId`)
  return ok({ kind: 'place', ids: ids.value, parentId, at: at.value })
}

function normaliseTextDelta(raw: unknown, path: string): Normalised<TextDelta> {
  if (!Array.isArray(raw)) return refuse('invalid', 'must be a list of numbers and texts', path)
  const items: (number | string)[] = []
  let inserted = 0
  let span = 0
  for (const [position, item] of (raw as readonly unknown[]).entries()) {
    if (typeof item === 'string' && isCleanText(item)) {
      inserted += item.length
      items.push(item)
    } else if (typeof item === 'number' && Number.isSafeInteger(item)) {
      span += Math.abs(item)
      items.push(item)
    } else {
      return refuse(
        'invalid',
        'must be a whole number or text without NUL or lone surrogates',
        pointer(path, position),
      )
    }
  }
  if (inserted > limits.textCharactersMax || span > limits.textCharactersMax) {
    return refuse('invalid', `must not span more than ${limits.textCharactersMax} characters`, path)
  }
  return ok(normaliseDelta(items))
}

function normaliseText(raw: Fields, path: string): Normalised<ProposedChange> {
  const { id, field, base } = raw
  if (!isShapeId(id)) return refuseShapeId(`${path}/id`)
  if (field !== 'text') return refuse('invalid', 'must be text', `${path}/field`)
  if (typeof base !== 'number' || !Number.isSafeInteger(base) || base < 0) {
    return refuse('invalid', 'must be a version', `${path}/base`)
  }
  const delta = normaliseTextDelta(raw.delta, `${path}/delta`)
  return delta.ok ? ok({ kind: 'text', id, field, base, delta: delta.value }) : delta
}

function normaliseKind(kind: keyof typeof fieldsOf, raw: Fields, path: string): Normalised<ProposedChange> {
  switch (kind) {
    case 'create':
      return normaliseCreate(raw, path)
    case 'update':
      return normaliseUpdate(raw, path)
    case 'delete':
      return normaliseDelete(raw, path)
    case 'place':
      return normalisePlace(raw, path)
    case 'text':
      return normaliseText(raw, path)
    case 'canvas': {
      const edits = normaliseCanvasEdits(raw, path)
      return edits.ok ? ok({ kind: 'canvas', ...edits.value }) : edits
    }
  }
}

/** One proposed change in normal form (OP3, OP7). Nothing of the input is kept by reference. */
export function normaliseChange(raw: unknown, path: string): Result<ProposedChange, Refusal> {
  if (!isFields(raw)) return refuse('invalid', 'must be a change', path)
  const { kind } = raw
  switch (kind) {
    case 'create':
    case 'update':
    case 'delete':
    case 'place':
    case 'text':
    case 'canvas': {
      const unknown = unknownField(raw, fieldsOf[kind])
      return unknown === undefined ? normaliseKind(kind, raw, path) : refuseUnknown(path, unknown)
    }
    default:
      return refuse('invalid', 'must be create, update, delete, place, text or canvas', `${path}/kind`)
  }
}
