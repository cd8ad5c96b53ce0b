/** Runs something once nothing has moved for a while. */
export interface RestTimer {
  /** It has moved: costs nothing, however often. */
  moved(): void
  cancel(): void
}

/** @param restMs how long nothing may have moved */
export function createRestTimer(
  restMs: number,
  run: () => void,
  now: () => number = () => performance.now(),
): RestTimer {
  let timer: ReturnType<typeof setTimeout> | undefined
  let movedAtMs = 0
  const look = (): void => {
    const leftMs = movedAtMs + restMs - now()
    timer = leftMs > 0 ? setTimeout(look, leftMs) : undefined
    if (timer === undefined) run()
  }
  return {
    moved() {
      movedAtMs = now()
      timer ??= setTimeout(look, restMs)
    },
    cancel() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
