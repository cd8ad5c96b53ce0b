import type { SessionId } from '@flowstate/engine'
import { freePersonColor, type Participant, type PresenceFields, type Role } from '@flowstate/protocol'
import type { Profile } from '../access/author.ts'

/** Somebody in the room with what they show of themselves. */
export type Present = Participant & PresenceFields

/** Who is in the room, keyed by session: an old socket's late close cannot remove the new one (PR1). */
export interface PresenceTable {
  /**
   * Enters a session under the smallest number that is free. Somebody else here with the same colour keeps it, and the one who
   * enters shows another while there is one; a person has one colour in all tabs.
   */
  join(participant: Omit<Participant, 'n'>): Participant
  leave(sessionId: SessionId): Participant | null
  update(sessionId: SessionId, fields: PresenceFields): void
  setRole(sessionId: SessionId, role: Role): Participant | null
  /** Shows a person's new name and colour in all their sessions; answers those that look different now. */
  setProfile(profile: Profile): readonly Participant[]
  /** How a session is shown. */
  find(sessionId: SessionId): Participant | null
  /** Everybody but the one who asks. */
  others(sessionId: SessionId): readonly Present[]
}

interface Entry {
  participant: Participant
  /** Their own colour, which somebody else here may have. */
  wanted: string
  fields: PresenceFields
}

function distinctColor(
  { userId, color }: Pick<Participant, 'userId' | 'color'>,
  present: Iterable<{ readonly participant: Participant }>,
): string {
  const taken = new Set<string>()
  for (const { participant } of present) {
    if (participant.userId === userId) return participant.color
    taken.add(participant.color)
  }
  return freePersonColor(color, taken)
}

export function createPresenceTable(): PresenceTable {
  const people = new Map<SessionId, Entry>()
  const numbers = new Set<number>()

  return {
    join(participant) {
      let n = 1
      while (numbers.has(n)) n++
      numbers.add(n)
      const entered = { ...participant, n, color: distinctColor(participant, people.values()) }
      people.set(participant.sessionId, { participant: entered, wanted: participant.color, fields: {} })
      return entered
    },
    leave(sessionId) {
      const entry = people.get(sessionId)
      if (!entry) return null
      people.delete(sessionId)
      numbers.delete(entry.participant.n)
      return entry.participant
    },
    update(sessionId, fields) {
      const entry = people.get(sessionId)
      if (entry) entry.fields = { ...entry.fields, ...fields }
    },
    setRole(sessionId, role) {
      const entry = people.get(sessionId)
      if (!entry) return null
      entry.participant = { ...entry.participant, role }
      return entry.participant
    },
    setProfile({ userId, displayName, color: wanted, guest }) {
      const isTheirs = ({ participant }: Entry) => participant.userId === userId
      const others = [...people.values()].filter((entry) => !isTheirs(entry))
      const color = distinctColor({ userId, color: wanted }, others)
      const changed = [...people.values()].filter(
        (entry) =>
          isTheirs(entry) &&
          (entry.wanted !== wanted ||
            entry.participant.displayName !== displayName ||
            (entry.participant.guest ?? false) !== guest),
      )
      for (const entry of changed) {
        const { guest: _, ...before } = entry.participant
        const shown = entry.wanted === wanted ? before.color : color
        entry.wanted = wanted
        entry.participant = { ...before, displayName, color: shown, ...(guest ? { guest } : {}) }
      }
      return changed.map(({ participant }) => participant)
    },
    find: (sessionId) => people.get(sessionId)?.participant ?? null,
    others(sessionId) {
      const present: Present[] = []
      for (const [id, { participant, fields }] of people)
        if (id !== sessionId) present.push({ ...fields, ...participant })
      return present
    },
  }
}
