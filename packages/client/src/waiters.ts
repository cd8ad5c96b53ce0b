/** Those who wait for the same moment, which may come again. */
export interface Waiters {
  wait(): Promise<void>
  /** It has come. */
  wake(): void
}

export function createWaiters(): Waiters {
  let waiting: (() => void)[] = []
  return {
    wait: () => new Promise((resolve) => waiting.push(resolve)),
    wake() {
      const woken = waiting
      waiting = []
      for (const wake of woken) wake()
    },
  }
}
