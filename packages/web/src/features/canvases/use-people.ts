import type { Participant } from '@flowstate/protocol'
import { useCallback, useRef, useSyncExternalStore } from 'react'
import { useEditor, useStatusPart } from '../../editor/editor-context.ts'
import { shownPerson } from '../../lib/shown-person.ts'

/** Everybody here, each person once however many tabs they have open (PR1). */
export function usePeople(): readonly Participant[] {
  const { port } = useEditor()
  const you = useStatusPart((status) => status.you)
  const revision = useRef(0)
  const subscribe = useCallback(
    (notify: () => void) =>
      port.presence.subscribe((change) => {
        if (change !== 'people') return
        revision.current += 1
        notify()
      }),
    [port],
  )
  useSyncExternalStore(subscribe, () => revision.current)
  const people = new Map<string, Participant>()
  if (you !== null) people.set(you.userId, you)
  for (const { participant } of port.presence.companions().values()) {
    if (!people.has(participant.userId)) people.set(participant.userId, participant)
  }
  return [...people.values()].map(shownPerson)
}
