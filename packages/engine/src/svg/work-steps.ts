/** Work that pauses now and then, for hosts that have other things to do meanwhile; the result comes at the end. */
export type WorkSteps<Result> = Generator<undefined, Result, undefined>

/** How many shapes are looked at between two pauses: well under a millisecond's worth. */
const shapesPerStep = 64

/** Goes through a list, pausing on the way. */
export function* eachInSteps<Item>(
  items: readonly Item[],
  visit: (item: Item) => boolean | undefined,
): WorkSteps<void> {
  let seen = 0
  for (const item of items) {
    if (visit(item) === false) return
    seen += 1
    if (seen % shapesPerStep === 0) yield
  }
}

/** Does all of it at once. */
export function finishWork<Result>(steps: WorkSteps<Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}
