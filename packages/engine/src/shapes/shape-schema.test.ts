import { expect, test } from 'vitest'
import type { ShapeId } from '../ids.ts'
import type { Shape } from './shape.ts'
import {
  isContainerKind,
  isKnownShape,
  isShapeKindName,
  isShapeOf,
  shapeKindNames,
} from './shape-registry.ts'
import { proposedShapeSchema, shapeSchema } from './shape-schema.ts'

test('OP7 every kind has a schema that is plain data and closed', () => {
  for (const kind of shapeKindNames) {
    for (const schema of [proposedShapeSchema(kind), shapeSchema(kind)]) {
      expect(JSON.parse(JSON.stringify(schema))).toEqual(schema)
      expect(schema).toMatchObject({
        type: 'object',
        additionalProperties: false,
        properties: { kind: { const: kind } },
      })
    }
  }
  expect(proposedShapeSchema('image').required).toEqual(['id', 'kind', 'position', 'size', 'assetId'])
  expect(shapeSchema('group').required).toEqual(['id', 'kind', 'parentId', 'index'])
})

test('OP3 containers are frame and group only', () => {
  expect(shapeKindNames.filter(isContainerKind)).toEqual(['frame', 'group'])
  expect(isShapeKindName('constructor')).toBe(false)
  expect(shapeKindNames.length).toBe(19)
})

test('OP7 a known shape has typed cells', () => {
  const id = 'shape-aaaa' as ShapeId
  const placed = { id, parentId: null, index: 'a0', createdVersion: 1, updatedVersion: 1 }
  const line: Shape = { ...placed, kind: 'line', position: [1, 2], points: [0, 0, 3, 4] }
  const points: readonly number[] = isShapeOf(line, 'line') ? line.points : []
  const dash: 'solid' | 'dashed' | 'dotted' | undefined =
    isKnownShape(line) && line.kind === 'line' ? line.dash : 'solid'
  expect([points, dash]).toEqual([[0, 0, 3, 4], undefined])
  expect(isKnownShape({ ...placed, kind: 'blob' })).toBe(false)
})
