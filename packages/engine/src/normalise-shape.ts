import { canvasCells } from './cells/canvas-cells.ts'
import type { Grammar } from './cells/grammar.ts'
import type { Cells, CellValue, ProposedShape } from './change.ts'
import { isShapeId, shapeIdPattern } from './ids.ts'
import { pointer, type Refused, refuse } from './refusal.ts'
import { ok, type Refusal, type Result } from './result.ts'
import { cellsOfKind, grammarOfCell, isRequiredCell } from './shapes/shape-registry.ts'

const canvasGrammars = new Map<string, Grammar<CellValue>>(
  Object.entries(canvasCells).map(([name, cell]) => [name, cell.grammar]),
)

export type Fields = { readonly [key: string]: unknown }

/** Any JSON object; arrays are not. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The first field that is there and not among the known ones. */
export function unknownField(fields: Fields, known: ReadonlySet<string>): string | undefined {
  for (const key of Object.keys(fields)) if (!known.has(key) && fields[key] !== undefined) return key
  return undefined
}

export function refuseShapeId(path: string): Refused {
  return refuse('invalid', `must be a shape id (${shapeIdPattern.source})`, path)
}

export function refuseUnknown(path: string, key: string): Refused {
  return refuse('invalid', 'is not a known field', pointer(path, key))
}

/** A shape as proposed: a known kind, every required cell, nothing unknown (OP7). */
export function normaliseShape(raw: unknown, path: string): Result<ProposedShape, Refusal> {
  if (!isFields(raw)) return refuse('invalid', 'must be a shape', path)
  const { id, kind, parentId } = raw
  if (!isShapeId(id)) return refuseShapeId(pointer(path, 'id'))
  const cells = typeof kind === 'string' ? cellsOfKind(kind) : undefined
  if (typeof kind !== 'string' || cells === undefined) {
    return refuse('invalid', 'must be a known kind of shape', pointer(path, 'kind'))
  }
  const shape: {
    id: typeof id
    kind: string
    parentId?: typeof id | null
    [cell: string]: CellValue | null
  } = {
    id,
    kind,
  }
  if (parentId !== undefined) {
    if (parentId !== null && !isShapeId(parentId)) return refuseShapeId(pointer(path, 'parentId'))
    shape.parentId = parentId
  }
  for (const name of Object.keys(raw)) {
    const value = raw[name]
    if (name === 'id' || name === 'kind' || name === 'parentId' || value === undefined) continue
    const cell = cells.get(name)
    if (cell === undefined) return refuse('invalid', `is not a cell of ${kind}`, pointer(path, name))
    const normal = cell.grammar.normalise(value)
    if (normal === undefined) return refuse('invalid', `must be ${cell.grammar.expects}`, pointer(path, name))
    shape[name] = normal
  }
  for (const [name, cell] of cells) {
    if (cell.required && shape[name] === undefined)
      return refuse('invalid', 'is required', pointer(path, name))
  }
  return ok(shape)
}

interface CellEdits {
  readonly set: Cells
  readonly unset?: readonly string[]
}

function normaliseEdits(
  raw: Fields,
  path: string,
  grammarOf: (cell: string) => Grammar<CellValue> | undefined,
): Result<CellEdits, Refusal> {
  const set: { [cell: string]: CellValue } = {}
  if (raw.set !== undefined && !isFields(raw.set))
    return refuse('invalid', 'must be an object', pointer(path, 'set'))
  const rawSet = raw.set ?? {}
  // In the order of the canonical form: what is hashed and stored is then written without sorting it again.
  for (const name of Object.keys(rawSet).sort()) {
    const value = rawSet[name]
    if (value === undefined) continue
    const grammar = grammarOf(name)
    if (grammar === undefined) return refuse('invalid', 'is not a known cell', pointer(`${path}/set`, name))
    const normal = grammar.normalise(value)
    if (normal === undefined)
      return refuse('invalid', `must be ${grammar.expects}`, pointer(`${path}/set`, name))
    set[name] = normal
  }
  if (raw.unset === undefined) return ok({ set })
  if (!Array.isArray(raw.unset)) return refuse('invalid', 'must be a list of cells', pointer(path, 'unset'))
  const unset: string[] = []
  for (const [position, name] of (raw.unset as readonly unknown[]).entries()) {
    const at = `${path}/unset/${position}`
    if (typeof name !== 'string' || grammarOf(name) === undefined)
      return refuse('invalid', 'is not a known cell', at)
    if (isRequiredCell(name)) return refuse('invalid', 'is a required cell and cannot be unset', at)
    if (set[name] !== undefined) return refuse('invalid', 'is set and unset at once', at)
    if (!unset.includes(name)) unset.push(name)
  }
  return ok(unset.length === 0 ? { set } : { set, unset })
}

/** What an update sets and unsets. Which cells the shape's kind has is judged when the update meets the shape. */
export function normaliseShapeEdits(raw: Fields, path: string): Result<CellEdits, Refusal> {
  return normaliseEdits(raw, path, grammarOfCell)
}

/** What a canvas change sets and unsets. */
export function normaliseCanvasEdits(raw: Fields, path: string): Result<CellEdits, Refusal> {
  return normaliseEdits(raw, path, (cell) => canvasGrammars.get(cell))
}
