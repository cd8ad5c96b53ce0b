import type { CellTable } from '../cells/cell.ts'
import type { JsonSchema } from '../cells/grammar.ts'
import { shapeIdPattern } from '../ids.ts'
import { type ShapeKindName, shapeKinds } from './shape-registry.ts'

const shapeId = { type: 'string', pattern: shapeIdPattern.source }

function cellSchemas(table: CellTable): JsonSchema {
  return Object.fromEntries(
    Object.entries(table).map(([name, { grammar, absent }]) => [
      name,
      absent === undefined ? grammar.schema : { ...grammar.schema, default: absent },
    ]),
  )
}

function requiredNames(table: CellTable): readonly string[] {
  return Object.entries(table)
    .filter(([, cell]) => cell.required)
    .map(([name]) => name)
}

/** JSON Schema of a shape of one kind as a client proposes it (OP3). */
export function proposedShapeSchema(kind: ShapeKindName): JsonSchema {
  const { cells } = shapeKinds[kind]
  return {
    type: 'object',
    properties: {
      id: shapeId,
      kind: { const: kind },
      parentId: { anyOf: [shapeId, { type: 'null' }] },
      ...cellSchemas(cells),
    },
    required: ['id', 'kind', ...requiredNames(cells)],
    additionalProperties: false,
  }
}

/** JSON Schema of a live shape of one kind as states and effective creates carry it. */
export function shapeSchema(kind: ShapeKindName): JsonSchema {
  const { cells } = shapeKinds[kind]
  const version = { type: 'integer', minimum: 0 }
  return {
    type: 'object',
    properties: {
      id: shapeId,
      kind: { const: kind },
      parentId: { anyOf: [shapeId, { type: 'null' }] },
      index: { type: 'string' },
      ...cellSchemas(cells),
      createdVersion: version,
      updatedVersion: version,
    },
    required: ['id', 'kind', 'parentId', 'index', ...requiredNames(cells)],
    additionalProperties: false,
  }
}
