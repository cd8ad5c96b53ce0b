/** Notices comment changes whose hints have not come (SY8). Numbers count the changes of one canvas. */
export interface CommentWatch {
  /** A change was heard of. */
  heard(number: number): void
  /** What the database says there are; true when changes up to there were not heard of and will not be. */
  isBehind(number: number): boolean
}

/**
 * A hint may still be on its way when the database is asked: one counts as lost when it has not come until the next time.
 * @param first what the database said before anybody read the comments; null when it did not answer: all may have been missed
 */
export function watchComments(first: number | null): CommentWatch {
  /** Everything up to here is known of. */
  let known = first ?? -1
  /** Heard of above `known`, out of order. */
  let early = new Set<number>()
  let due = known

  const join = () => {
    while (early.delete(known + 1)) known++
  }

  return {
    heard(number) {
      if (number <= known) return
      early.add(number)
      join()
    },
    isBehind(number) {
      const isLost = known < due
      due = number
      if (!isLost) return false
      known = number
      early = new Set([...early].filter((heard) => heard > number))
      join()
      return true
    },
  }
}
