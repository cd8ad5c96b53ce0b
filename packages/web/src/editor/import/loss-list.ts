import type { Loss, LossReason } from './drawing.ts'

const namesMax = 100
const nameCharactersMax = 60

/** Collects what was lost: the same thing over and over is one line with a count. */
export interface LossList {
  add(reason: LossReason, what: string): void
  list(): readonly Loss[]
}

export function createLossList(known: readonly Loss[] = []): LossList {
  const losses = new Map<string, Loss>()
  const put = ({ reason, what, count }: Loss): void => {
    const name = what.slice(0, nameCharactersMax)
    const key = losses.size < namesMax || losses.has(`${reason} ${name}`) ? `${reason} ${name}` : reason
    const before = losses.get(key)
    losses.set(key, { reason, what: before?.what ?? name, count: (before?.count ?? 0) + count })
  }
  known.forEach(put)
  return {
    add: (reason, what) => put({ reason, what, count: 1 }),
    list: () => [...losses.values()],
  }
}
