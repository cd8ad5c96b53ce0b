import type { TextDelta } from '../change.ts'
import type { UserId } from '../ids.ts'
import { normaliseDelta } from '../text-delta.ts'
import { shapeNamed } from './memory-canvas.ts'
import { type MemoryLog, memoryLog } from './memory-log.ts'
import { pick, type Random, randomInteger } from './random-cells.ts'
import { historyUsers } from './random-history.ts'

export const typedNote = shapeNamed('typed')

/** What each of three people types with: whose a letter is can be seen. */
const alphabets: { readonly [user: string]: readonly string[] } = {
  anna: ['a', 'A', '😀'],
  bert: ['b', 'B', '👍🏽'],
  cleo: ['c', 'C', '日'],
}

export function isLetterOf(user: UserId, character: string): boolean {
  return (alphabets[user] ?? []).join('').includes(character)
}

/** The text of the note as it is seen. */
export function typedText(log: MemoryLog): string {
  const text = log.state.get(typedNote)?.text
  return typeof text === 'string' ? text : ''
}

export interface TypingOptions {
  /** Whose letters may be deleted; nobody's if absent. */
  readonly mayDelete?: (user: UserId, character: string) => boolean
}

/** One or two insertions of own letters, and deletions, at random places. */
export function randomKeys(
  random: Random,
  text: string,
  user: UserId,
  { mayDelete = () => false }: TypingOptions,
): TextDelta {
  const characters = [...text]
  const places = new Set([randomInteger(random, characters.length + 1)])
  if (random() < 0.3) places.add(randomInteger(random, characters.length + 1))
  const items: (number | string)[] = []
  for (let at = 0; at <= characters.length; at++) {
    if (places.has(at) && random() < 0.8) {
      const count = 1 + randomInteger(random, 3)
      items.push(Array.from({ length: count }, () => pick(random, alphabets[user] ?? [])).join(''))
    }
    const character = characters[at]
    if (character === undefined) break
    const isDeleted = mayDelete(user, character) && random() < 0.15
    items.push(isDeleted ? -character.length : character.length)
  }
  return normaliseDelta(items)
}

export function typeSomething(random: Random, log: MemoryLog, user: UserId, options: TypingOptions): void {
  const delta = randomKeys(random, typedText(log), user, options)
  if (delta.length === 0) return
  const gesture = random() < 0.3 ? { gesture: pick(random, ['burst-1', 'burst-2']) } : {}
  const base = log.state.version
  log.propose({ kind: 'edit', userId: user, ...gesture }, [
    { kind: 'text', id: typedNote, field: 'text', base, delta },
  ])
}

/** A note, and three people who have typed into it. */
export function typedLog(random: Random, steps: number, options: TypingOptions): MemoryLog {
  const log = memoryLog()
  const text = random() < 0.5 ? { text: pick(random, ['', '= = 🎈']) } : {}
  const shape = { id: typedNote, kind: 'note', position: [0, 0], size: [10, 10], ...text }
  log.propose({ kind: 'edit', userId: 'host' as string as UserId }, [{ kind: 'create', shape }])
  for (let i = 0; i < steps; i++) typeSomething(random, log, pick(random, historyUsers), options)
  return log
}

/** Whatever people may do about a text, the rare things now and then. */
export function typingStep(random: Random, log: MemoryLog): void {
  const user = pick(random, historyUsers)
  const roll = random()
  const author = { kind: 'edit', userId: user } as const
  if (roll < 0.45) typeSomething(random, log, user, { mayDelete: () => true })
  else if (roll < 0.68) log.undo(user)
  else if (roll < 0.82) log.redo(user)
  else if (roll < 0.86) log.undo(user, { target: [pick(random, log.rows).id] })
  else if (roll < 0.9) {
    const from = 1 + randomInteger(random, log.rows.length)
    log.revert(user, { userId: pick(random, historyUsers), from, to: from + randomInteger(random, 6) })
  } else if (roll < 0.94) {
    const set = random() < 0.7 ? { text: pick(random, ['new', '']) } : {}
    const unset = set.text === undefined ? { unset: ['text'] } : {}
    log.propose(author, [{ kind: 'update', id: typedNote, set, ...unset }])
  } else if (roll < 0.96) log.restore(user, randomInteger(random, log.rows.length + 1))
  else if (roll < 0.98) log.propose(author, [{ kind: 'delete', ids: [typedNote] }])
  else log.propose(author, [{ kind: 'update', id: typedNote, set: { fill: pick(random, ['red', 'blue']) } }])
}
