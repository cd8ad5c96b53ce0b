import { applyRow, type CommittedOperation, emptyState, type TextDelta } from '@flowstate/engine'
import { slowText } from '@flowstate/engine/testing'
import type { SimulatedClient } from './simulated-client.ts'
import { isLetter, sharedNote, type Typewriter } from './simulated-typist.ts'
import type { SimulatedWorld } from './simulated-world.ts'

function deltasIn({ changes }: CommittedOperation): readonly TextDelta[] {
  return changes.flatMap((change) =>
    change.kind === 'text' && change.id === sharedNote ? [change.delta] : [],
  )
}

function lettersOf(text: string): readonly string[] {
  return [...text].filter(isLetter)
}

/** The letters a delta inserts, and those it deletes from a text. */
function lettersBy(
  text: string,
  delta: TextDelta,
): { inserted: readonly string[]; deleted: readonly string[] } {
  const inserted: string[] = []
  const deleted: string[] = []
  let position = 0
  for (const item of delta) {
    if (typeof item === 'string') {
      inserted.push(...lettersOf(item))
      continue
    }
    if (item < 0) deleted.push(...lettersOf(text.slice(position, position - item)))
    position += Math.abs(item)
  }
  return { inserted, deleted }
}

/** TX1: what the rows of typing did to the note: every letter in once, and none out that nobody erased. */
function checkRows(
  world: SimulatedWorld,
  typewriter: Typewriter,
  log: readonly CommittedOperation[],
): ReadonlySet<string> {
  const seen = new Set<string>()
  const state = emptyState()
  for (const row of log) {
    const text = state.get(sharedNote)?.text
    for (const delta of typewriter.operations.has(row.id) ? deltasIn(row) : []) {
      const { inserted, deleted } = lettersBy(typeof text === 'string' ? text : '', delta)
      for (const letter of deleted) {
        if (!typewriter.erased.has(letter))
          world.fail('TX1', `version ${row.version} deletes what nobody erased`)
      }
      for (const letter of inserted) {
        if (seen.has(letter)) world.fail('TX1', `version ${row.version} doubles a letter`)
        seen.add(letter)
      }
    }
    applyRow(state, row)
  }
  return seen
}

/** TX4: letters in the list of what could not be saved. */
function lettersKept(client: SimulatedClient): ReadonlySet<string> {
  const failed = client.canvas()?.status().failed ?? []
  const changes = failed.flatMap(({ entry }) =>
    entry.request.type === 'operation' ? entry.request.operation.changes : [],
  )
  return new Set(changes.flatMap((change) => lettersOf(JSON.stringify(change))))
}

/** TX1-TX4: typing is neither lost nor doubled, undo leaves what others typed, and every field shows what the log holds. */
export function checkTyping(
  world: SimulatedWorld,
  typewriter: Typewriter,
  clients: readonly SimulatedClient[],
  log: readonly CommittedOperation[],
): void {
  // A queue in two tabs, or one that lost its numbers, is sent twice under two names by those who type into it.
  if (clients.some((client) => client.fate.isCloned)) return
  const inLog = checkRows(world, typewriter, log)
  const note = replayedNote(log)
  if (note === null) return
  if (note !== (slowText(log, sharedNote) ?? '')) world.fail('TX3', 'the text is not that of its characters')
  for (const [i, client] of clients.entries()) {
    const typist = client.typist()
    if (typist === null) continue
    if (typist.text() !== note) world.fail('TX2', `the field of client ${i} shows another text`)
    const kept = lettersKept(client)
    for (const letter of typist.typed) {
      const isThere = inLog.has(letter) || kept.has(letter)
      if (!isThere && !typewriter.erased.has(letter)) world.fail('TX1', `client ${i} lost a letter`)
    }
  }
}

/** The text of the note; null while it is dead. */
function replayedNote(log: readonly CommittedOperation[]): string | null {
  const state = emptyState()
  for (const row of log) applyRow(state, row)
  const note = state.get(sharedNote)
  if (note === undefined) return null
  return typeof note.text === 'string' ? note.text : ''
}
