import { expect, test } from 'vitest'
import { isContainerKind, isShapeKindName, shapeKindNames } from './shape-registry.ts'
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
