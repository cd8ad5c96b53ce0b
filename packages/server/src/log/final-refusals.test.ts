import type { OperationId } from '@flowstate/engine'
import { describe, expect, it } from 'vitest'
import { createRectangle, logHarness, moveTo, newId, newShapeId } from './testing/log-harness.ts'

describe('final refusals', () => {
  it('CM8 without a seq too a refusal is remembered: what would be possible by now gets the old answer', async () => {
    const harness = logHarness()
    const ann = harness.person()
    const shapeId = newShapeId()
    const commit = (proposal: unknown, logs = harness.logs) =>
      logs.commit(harness.canvasId, ann, { name: 'operation', proposal })
    const tooEarly = { id: newId<OperationId>(), changes: [moveTo(shapeId, 7)] }
    const refused = { kind: 'refused', code: 'unknown_shape' }
    expect(await commit(tooEarly)).toMatchObject({ ...refused, duplicate: false })
    const created = { id: newId<OperationId>(), changes: [createRectangle(shapeId)] }
    expect(await commit(created)).toMatchObject({ kind: 'committed' })
    expect(await commit(tooEarly)).toMatchObject({ ...refused, duplicate: true })
    expect(await commit(tooEarly, harness.instance())).toMatchObject({ ...refused, duplicate: true })
  })
})
