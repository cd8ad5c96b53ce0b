import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TextDelta } from '../change.ts'
import type { UserId } from '../ids.ts'
import { limits } from '../limits.ts'
import { anna, bert } from '../testing/memory-canvas.ts'
import { type MemoryLog, memoryLog } from '../testing/memory-log.ts'
import { pick, randomInteger, seededRandom } from '../testing/random-cells.ts'
import { historyUsers } from '../testing/random-history.ts'
import { isLetterOf, typedLog, typedNote, typedText, typingStep } from '../testing/random-typing.ts'
import { slowText } from '../testing/slow-text.ts'
import { runPlan } from './plan-driver.ts'
import { planUndo } from './plan-undo.ts'

const runs = { numRuns: 300 }

function note(text?: string): MemoryLog {
  const log = memoryLog()
  const shape = {
    id: typedNote,
    kind: 'note',
    position: [0, 0],
    size: [9, 9],
    ...(text !== undefined && { text }),
  }
  log.propose({ kind: 'edit', userId: 'host' as string as UserId }, [{ kind: 'create', shape }])
  return log
}

function type(log: MemoryLog, userId: UserId, delta: TextDelta, gesture?: string): void {
  const change = { kind: 'text', id: typedNote, field: 'text', base: log.state.version, delta } as const
  const row = { kind: 'edit', userId, ...(gesture !== undefined && { gesture }) } as const
  if (log.propose(row, [change]) === undefined) throw new Error('refused')
}

function write(log: MemoryLog, userId: UserId, text: string): void {
  log.propose({ kind: 'edit', userId }, [{ kind: 'update', id: typedNote, set: { text } }])
}

describe('undo of typing', () => {
  it('TX3 only own characters go, though somebody has typed before, between and behind them since', () => {
    const log = note('one')
    type(log, anna, [3, ' anna'])
    type(log, bert, ['> ', 5, 'BERT', 3, '!'])
    expect(typedText(log)).toBe('> one aBERTnna!')
    const plan = log.undo(anna)
    expect(typedText(log)).toBe('> oneBERT!')
    expect(plan).toMatchObject({ skipped: [], changes: [{ kind: 'text', id: typedNote }] })
    log.redo(anna)
    expect(typedText(log)).toBe('> one aBERTnna!')
  })

  it('TX3 what I deleted comes back where it stood, also when others have deleted around it', () => {
    const log = note('one two three')
    type(log, anna, [4, -3])
    type(log, bert, [-4])
    log.undo(anna)
    expect(typedText(log)).toBe('two three')
    log.undo(bert)
    expect(typedText(log)).toBe('one two three')
  })

  it('TX3 a character two people have deleted comes back when both have taken that back', () => {
    const log = note('x')
    type(log, anna, [-1])
    log.undo(anna)
    type(log, bert, [-1])
    log.redo(anna)
    expect(log.undo(bert)).toMatchObject({ changes: [] })
    expect(typedText(log)).toBe('')
    log.undo(anna)
    expect(typedText(log)).toBe('x')
  })

  it('TX3 a burst of one gesture is one step, the next burst another', () => {
    const log = note('')
    type(log, anna, ['one'], 'burst-1')
    type(log, bert, [3, '!'])
    type(log, anna, [3, ' two'], 'burst-1')
    type(log, anna, [7, ' three'], 'burst-2')
    log.undo(anna)
    expect(typedText(log)).toBe('one two!')
    log.undo(anna)
    expect(typedText(log)).toBe('!')
    log.redo(anna)
    expect(typedText(log)).toBe('one two!')
  })

  it('TX4 undo of a whole text that others have typed into is skipped, and their typing keeps what it stands in', () => {
    const log = note('old')
    write(log, anna, 'new')
    type(log, bert, [3, '!'])
    expect(log.undo(anna)).toMatchObject({
      skipped: [{ id: typedNote, cell: 'text', userId: bert, version: 3 }],
    })
    expect(typedText(log)).toBe('new!')
    log.undo(bert)
    expect(typedText(log)).toBe('old')
  })

  it('TX3 what others have since replaced by a whole text is skipped', () => {
    const log = note('')
    type(log, anna, ['mine'])
    write(log, bert, 'theirs')
    expect(log.undo(anna)).toMatchObject({
      changes: [],
      skipped: [{ id: typedNote, cell: 'text', reason: 'overwritten', userId: bert }],
    })
    expect(typedText(log)).toBe('theirs')
  })

  it('TX3 a text that would grow beyond its limit stays as others have left it', () => {
    const log = note('x'.repeat(limits.textCharactersMax))
    type(log, anna, [-5])
    type(log, bert, ['12345'])
    expect(log.undo(anna)).toMatchObject({ changes: [], skipped: [{ cell: 'text', userId: bert }] })
    expect(typedText(log)).toHaveLength(limits.textCharactersMax)
  })

  it('TX3 undo rows of before, that knew nothing of characters, count as what they wrote', () => {
    const log = note('')
    type(log, anna, ['anna'])
    type(log, bert, [4, ' bert'])
    // Skipped then: Anna's letters stayed though her row was off.
    log.append({ kind: 'undo', userId: anna, undoOf: [2] }, [])
    log.undo(bert)
    expect(typedText(log)).toBe('anna')
    log.redo(bert)
    expect(typedText(log)).toContain('anna')
    expect(typedText(log)).toContain(' bert')
  })
})

describe('undo of typing, whatever came before', () => {
  it('TX3 the text is that of its characters, after each of 40 random steps of three people', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = seededRandom(seed)
        const log = typedLog(random, 4, {})
        for (let step = 0; step < 40; step++) {
          typingStep(random, log)
          const shape = log.state.get(typedNote)
          if (shape === undefined) continue
          expect(shape.text).toBe(slowText(log.rows, typedNote))
          expect(typedText(log).isWellFormed()).toBe(true)
        }
      }),
      runs,
    )
  })

  it('TX3 undoing everything of one person leaves exactly what the others typed', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = seededRandom(seed)
        const user = pick(random, historyUsers)
        // Everybody may delete own letters, the others also those of the one who goes.
        const log = typedLog(random, 25, {
          mayDelete: (who, character) =>
            isLetterOf(who, character) || (who !== user && isLetterOf(user, character)),
        })
        const others = [...typedText(log)].filter((character) => !isLetterOf(user, character)).join('')
        for (let i = 0; i < 30; i++) log.undo(user)
        expect(typedText(log)).toBe(others)
      }),
      runs,
    )
  })

  it('TX3 undo, then redo, is the identity when nobody typed in between', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 6 }), (seed, count) => {
        const random = seededRandom(seed)
        const log = typedLog(random, 25, { mayDelete: () => true })
        const user = pick(random, historyUsers)
        for (let i = randomInteger(random, 4); i > 0; i--) log.undo(pick(random, historyUsers))
        const before = typedText(log)
        let undone = 0
        for (let i = 0; i < count; i++) if (log.undo(user).kind === 'commit') undone += 1
        for (let i = 0; i < undone; i++) log.redo(user)
        expect(typedText(log)).toBe(before)
      }),
      runs,
    )
  })
})

describe('how much undo of typing reads', () => {
  it('TX3 in a text of 6,000 rows only what was typed since the step is read, and no state', () => {
    const log = note('')
    for (let i = 0; i < 3_000; i++) {
      type(log, anna, [typedText(log).length, i % 7 === 6 ? ' ' : 'a'], `burst-${Math.floor(i / 5)}`)
      type(log, bert, ['b'])
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
    expect(typedText(log)).toHaveLength(6_000 - 10)
  }, 60_000)
})
