import type { ShapeId } from '@flowstate/engine'
import type { TypingSession } from '../typing-client.ts'
import { openTyping } from '../typing-session.ts'
import { createTypingRoom, type RoomClient, type TypingRoom } from './typing-room.ts'

/** The note everybody in these tests types into. */
export const noteId = 'note-being-typed' as string as ShapeId

/** Puts the note down. */
export function createNote(room: TypingRoom, text: string): void {
  const shape = {
    id: noteId,
    kind: 'note',
    parentId: null,
    index: 'a0',
    position: [0, 0],
    size: [9, 9],
    text,
  }
  room.commit([{ kind: 'create', shape }])
}

/** A room with a note, and chairs at it: whoever sits down types into it. */
export function setUp(text = 'one') {
  const room = createTypingRoom()
  createNote(room, text)
  const sit = (client = room.client()) => {
    client.catchUp()
    const changes: string[] = []
    const session = openTyping(client, {
      id: noteId,
      propose: (proposed) => client.propose(proposed),
      changed: ({ text: next }) => changes.push(next),
    })
    return { client, session, changes, type: (next: string) => typeAtEnd(session, next) }
  }
  return { room, sit, text: () => room.state.get(noteId)?.text }
}

/** The whole text, with the caret behind it. */
export function typeAtEnd(session: TypingSession, text: string): void {
  session.type({ text, start: text.length, end: text.length })
}

/** Text as deltas, everything else by its kind. */
export function deltasOf(client: RoomClient): unknown[] {
  return client.proposed.flat().map((change) => (change.kind === 'text' ? change.delta : change.kind))
}

/** The oldest of each client's edits is decided, then everybody hears everything. */
export function roundTrip(...clients: readonly RoomClient[]): void {
  for (const client of clients) client.order()
  for (const client of clients) client.catchUp()
}
