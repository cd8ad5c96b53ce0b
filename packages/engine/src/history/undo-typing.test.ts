import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apply } from '../apply.ts'
import type { TextDelta } from '../change.ts'
import type { OperationId, UserId } from '../ids.ts'
import { limits } from '../limits.ts'
import { anna, bert } from '../testing/memory-canvas.ts'
import { type MemoryLog, memoryLog, operationIdOf } from '../testing/memory-log.ts'
import { pick, randomInteger, seededRandom } from '../testing/random-cells.ts'
import { historyUsers } from '../testing/random-history.ts'
import {
  isLetterOf,
  randomKeys,
  typedLog,
  typedNote,
  typedText,
  typingStep,
} from '../testing/random-typing.ts'
import { slowText } from '../testing/slow-text.ts'
import { stateFromWire, stateToWire } from '../wire-state.ts'
import { pendingLog } from './pending-log.ts'

const runs = { numRuns: 150 }

function note(text?: string, log = memoryLog()): MemoryLog {
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
  it('OP9 letters come and go with a set whose parts switch them first and write them last', () => {
    const log = note('one', memoryLog({ changesMax: 1, bytesMax: 10_000 }))
    write(log, bert, 'three')
    const gesture = 'both'
    log.propose({ kind: 'edit', userId: anna, gesture }, [{ kind: 'canvas', set: { background: '#fafafa' } }])
    type(log, anna, [2, -1], gesture)
    for (let round = 0; round < 3; round++) {
      expect(typedText(log)).toBe('thee')
      log.undo(anna)
      expect(log.rows.at(-1)?.part).toEqual([2, 2])
      expect(typedText(log)).toBe('three')
      log.redo(anna)
    }
  })

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

describe('undo of typing that is not sent yet', () => {
  it('TX3 a client that knows the confirmed text only plans it as the server does', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = seededRandom(seed)
        const server = typedLog(random, 10, { mayDelete: () => true })
        const user = pick(random, historyUsers)
        const confirmed = stateFromWire(stateToWire(server.state))
        const view = confirmed.fork()
        const pending = pendingLog(confirmed)
        const done: OperationId[] = []
        const undone: { readonly id: OperationId; readonly undoId: OperationId }[] = []
        for (let i = 0; i < 20; i++) {
          const [last, taken] = [done.at(-1), undone.at(-1)]
          const roll = random()
          if (roll < 0.35 && last !== undefined) {
            done.pop()
            undone.push({ id: last, undoId: rewind('undo', last) })
          } else if (roll < 0.55 && taken !== undefined) {
            undone.pop()
            rewind('redo', taken.undoId)
            done.push(taken.id)
          } else typeOn()
          expect(view.get(typedNote)?.text).toBe(server.state.get(typedNote)?.text)
        }

        function rewind(direction: 'undo' | 'redo', target: OperationId): OperationId {
          const plan = pending.plan(direction, [target], view)
          if (plan === null) throw new Error('the client cannot tell')
          server[direction](user, { target: [target] })
          const id = operationIdOf(server.rows.length)
          apply(view, plan.changes)
          pending.append({ ...plan, id, kind: direction })
          return id
        }

        function typeOn(): void {
          const delta = randomKeys(random, typedText(server), user, { mayDelete: () => true })
          if (delta.length === 0) return
          type(server, user, delta)
          const id = operationIdOf(server.rows.length)
          const changes = [{ kind: 'text', id: typedNote, field: 'text', delta }] as const
          apply(view, changes)
          pending.append({ id, kind: 'edit', changes })
          done.push(id)
          undone.length = 0
        }
      }),
      runs,
    )
  })
})
