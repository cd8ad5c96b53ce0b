import type { OperationId, ShapeId } from '@flowstate/engine'
import { limits } from '@flowstate/engine'
import { expect, it } from 'vitest'
import { createRectangle, logHarness, newId, newShapeId } from './testing/log-harness.ts'

it('OP8 a key that grows too long is preceded by a system row that is nobody’s, and no key in the state is too long', async () => {
  const harness = logHarness()
  const ann = harness.person()
  const commit = (changes: readonly unknown[]) =>
    harness.logs.commit(harness.canvasId, ann, {
      name: 'operation',
      proposal: { id: newId<OperationId>(), changes },
    })
  const first: ShapeId = newShapeId()
  await commit([createRectangle(first), createRectangle(newShapeId())])
  for (let i = 0; i < 500; i++) {
    const outcome = await commit([{ ...createRectangle(newShapeId()), at: { after: first } }])
    expect(outcome.kind).toBe('committed')
  }
  const log = await harness.instance().open(harness.canvasId)
  const rows = ((await log?.readRows(0)) ?? []).map((row) => row.operation)
  const systemRows = rows.filter((row) => row.kind === 'system')
  expect(systemRows.length).toBeGreaterThan(0)
  for (const row of systemRows) {
    expect(row.userId).toBeUndefined()
    expect(row.seq).toBeUndefined()
    const next = rows[row.version]
    expect(next).toMatchObject({ kind: 'edit', userId: ann.userId, createdAt: row.createdAt })
  }
  for (const shape of log?.state.shapes() ?? [])
    expect(shape.index.length).toBeLessThanOrEqual(limits.orderKeyCharactersMax)
})
