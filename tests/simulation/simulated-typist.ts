import { type CanvasClient, openTyping } from '@flowstate/client'
import type { OperationId, ProposedChange, ShapeId } from '@flowstate/engine'
import { type Random, randomInteger } from '@flowstate/engine/testing'

/** The note everybody types into. */
export const sharedNote = 'shared-note' as string as ShapeId

/** What everybody's typing comes to. Each letter is typed once in a run, so that one is lost or doubled is seen. */
export interface Typewriter {
  /** A source of chance of its own: runs without typing are what they were. */
  readonly random: Random
  /** How often somebody who acts types. */
  readonly chance: number
  /** Letters somebody has taken out of a field: they alone may go. */
  readonly erased: Set<string>
  /** Operations that carry typing. */
  readonly operations: Set<OperationId>
  letter(): string
}

/** Outside of the basic plane, so that each is a pair of code units. */
const firstLetter = 0x20000

export function isLetter(character: string): boolean {
  return (character.codePointAt(0) ?? 0) >= firstLetter
}

export function createTypewriter(random: Random): Typewriter {
  let letters = 0
  return {
    random,
    chance: random() < 0.6 ? 0 : random(),
    erased: new Set(),
    operations: new Set(),
    letter() {
      letters += 1
      return String.fromCodePoint(firstLetter + letters)
    },
  }
}

/** Somebody at the field of the shared note, for as long as the tab lives. */
export interface SimulatedTypist {
  act(): void
  flush(): 'done' | 'waiting'
  text(): string
  /** Letters typed here. */
  readonly typed: ReadonlySet<string>
}

export function createTypist(
  canvas: CanvasClient,
  typewriter: Typewriter,
  submit: (
    canvas: CanvasClient,
    changes: readonly ProposedChange[],
    options: { readonly gesture?: string },
  ) => OperationId | null,
): SimulatedTypist {
  const { random, erased } = typewriter
  const typed = new Set<string>()
  const session = openTyping(canvas, {
    id: sharedNote,
    propose(changes) {
      const gesture = random() < 0.5 ? { gesture: 'burst' } : {}
      const id = submit(canvas, changes, gesture)
      if (id !== null) typewriter.operations.add(id)
      return id
    },
  })

  function pressKey(): void {
    const characters = [...session.current().text]
    const at = randomInteger(random, characters.length + 1)
    const isErasing = random() < 0.25 && at < characters.length
    const letter = isErasing ? '' : typewriter.letter()
    const [gone] = characters.splice(at, isErasing ? 1 : 0, ...(isErasing ? [] : [letter]))
    if (gone !== undefined) erased.add(gone)
    else typed.add(letter)
    const end = characters.slice(0, isErasing ? at : at + 1).join('').length
    session.type({ text: characters.join(''), start: end, end })
  }

  return {
    typed,
    act() {
      const roll = random()
      if (roll < 0.7) pressKey()
      else if (roll < 0.75) session.compose(true)
      else if (roll < 0.85) session.compose(false)
      if (roll < 0.4 || roll > 0.85) session.flush()
    },
    flush() {
      session.compose(false)
      return session.flush()
    },
    text: () => session.current().text,
  }
}
