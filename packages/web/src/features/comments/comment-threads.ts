import type { CommentMessageEntry, CommentThread, Person, WholeThread } from '@flowstate/protocol'

/** What is known of the comments of a canvas. Replaced, never changed. */
export interface KnownComments {
  readonly threads: ReadonlyMap<string, CommentThread>
  readonly messages: ReadonlyMap<string, readonly CommentMessageEntry[]>
  readonly people: ReadonlyMap<string, Person>
}

export const noComments: KnownComments = { threads: new Map(), messages: new Map(), people: new Map() }

/** Of two answers about a thread the later one counts, in whatever order they arrive. */
function isNewer(known: CommentThread | undefined, next: CommentThread): boolean {
  return known === undefined || next.updatedAt >= known.updatedAt
}

export function withPeople(known: KnownComments, people: readonly Person[]): KnownComments {
  return {
    ...known,
    people: new Map([...known.people, ...people.map((person) => [person.id, person] as const)]),
  }
}

export function withWhole(known: KnownComments, { thread, messages, people }: WholeThread): KnownComments {
  if (!isNewer(known.threads.get(thread.id), thread)) return known
  return withPeople(
    {
      ...known,
      threads: new Map([...known.threads, [thread.id, thread]]),
      messages: new Map([...known.messages, [thread.id, messages]]),
    },
    people,
  )
}

export function withoutThread(known: KnownComments, threadId: string): KnownComments {
  const without = <Value>(all: ReadonlyMap<string, Value>) =>
    new Map([...all].filter(([id]) => id !== threadId))
  return { ...known, threads: without(known.threads), messages: without(known.messages) }
}

/**
 * The list as it was read anew: what it no longer has is gone, but for what has been heard of since it was asked for. The
 * messages of threads that have changed are forgotten: they are read when they are looked at.
 */
export function withList(
  known: KnownComments,
  list: { readonly threads: readonly CommentThread[]; readonly people: readonly Person[] },
  heardSince: ReadonlySet<string>,
): KnownComments {
  const kept = [...known.threads].filter(([id]) => heardSince.has(id))
  const threads = new Map(kept)
  for (const thread of list.threads) {
    const isDeleted = heardSince.has(thread.id) && !known.threads.has(thread.id)
    if (!isDeleted && isNewer(threads.get(thread.id), thread)) threads.set(thread.id, thread)
  }
  const messages = new Map(
    [...known.messages].filter(([id]) => {
      const [before, now] = [known.threads.get(id), threads.get(id)]
      return before !== undefined && before.updatedAt === now?.updatedAt
    }),
  )
  return withPeople({ ...known, threads, messages }, list.people)
}

/** Whether somebody else has said something since the thread was looked at here last. */
export function isUnread(
  thread: CommentThread,
  seen: ReadonlyMap<string, string>,
  myId: string | undefined,
): boolean {
  if (thread.resolvedAt !== undefined || thread.lastBy === myId) return false
  return (seen.get(thread.id) ?? '') < thread.lastAt
}

/** Open or resolved ones, those that were spoken in last first. */
export function sortedThreads(known: KnownComments, resolved: boolean): readonly CommentThread[] {
  return [...known.threads.values()]
    .filter(({ resolvedAt }) => (resolvedAt !== undefined) === resolved)
    .sort((a, b) => (a.lastAt < b.lastAt ? 1 : a.lastAt > b.lastAt ? -1 : a.id < b.id ? -1 : 1))
}
