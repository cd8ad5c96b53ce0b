import { describe, expect, it } from 'vitest'
import type { ShapeId } from '../ids.ts'
import { anna, bert } from '../testing/memory-canvas.ts'
import { memoryLog } from '../testing/memory-log.ts'
import { seededRandom } from '../testing/random-cells.ts'
import { typedLog, typedNote, typedText } from '../testing/random-typing.ts'
import { type HistoryReader, runPlan } from './plan-driver.ts'
import { planUndo } from './plan-undo.ts'

describe('how much undo of typing reads', () => {
  it('TX3 in a text of 6,000 rows only what was typed since the step is read, and no state', () => {
    const log = typedLog(seededRandom(1), 0, {})
    const start = typedText(log).length
    const type = (userId: typeof anna, delta: readonly (number | string)[], gesture?: string) =>
      log.append({ kind: 'edit', userId, ...(gesture !== undefined && { gesture }) }, [
        { kind: 'text', id: typedNote, field: 'text', delta },
      ])
    for (let i = 0; i < 3_000; i++) {
      type(anna, [typedText(log).length, i % 7 === 6 ? ' ' : 'a'], `burst-${Math.floor(i / 5)}`)
      type(bert, ['b'])
    }
    const before = log.rowsRead
    const { state } = log
    const rows = log.reader.rows
    const reader = {
      rows,
      state(): never {
        throw new Error('no state was to be read')
      },
    }
    const plan = runPlan(planUndo({ state, userId: anna }), reader)
    expect(plan).toMatchObject({ kind: 'commit', undoOf: [5_992, 5_994, 5_996, 5_998, 6_000] })
    log.undo(anna)
    log.undo(anna)
    expect(log.rowsRead - before).toBeLessThan(900)
    expect(typedText(log)).toHaveLength(start + 6_000 - 10)
  })

  it.each([
    ['whole where that is short', 50, 0],
    ['from the death on where it is long, with one state from before', 3_000, 1],
  ])('TX3 the texts of many shapes that come back are read together, %s', (_, typed, statesRead) => {
    const log = memoryLog()
    const ids = Array.from({ length: 300 }, (_, i) => `note-number-${i}` as string as ShapeId)
    const shapes = ids.map((id) => {
      return {
        kind: 'create',
        shape: { id, kind: 'note', position: [0, 0], size: [9, 9], text: id },
      } as const
    })
    log.propose({ kind: 'edit', userId: anna }, shapes)
    for (let i = 0; i < typed; i++) {
      const change = { kind: 'text', id: ids[i % 50] as ShapeId, field: 'text', delta: ['> '] } as const
      log.append({ kind: 'edit', userId: bert }, [change])
    }
    const before = new Map(ids.map((id) => [id, log.state.get(id)?.text]))
    log.propose({ kind: 'edit', userId: anna }, [{ kind: 'delete', ids }])
    let needs = 0
    let states = 0
    const reader: HistoryReader = {
      rows(need) {
        needs += 1
        return log.reader.rows(need)
      },
      state(version) {
        states += 1
        return log.reader.state(version)
      },
    }
    runPlan(planUndo({ state: log.state, userId: anna }), reader)
    expect(needs).toBeLessThan(30)
    expect(states).toBe(statesRead)
    log.undo(anna)
    for (const id of ids) expect(log.state.get(id)?.text).toBe(before.get(id))
  })
})
