import { Worker } from 'node:worker_threads'

export interface WatchdogOrders {
  readonly parentPid: number
  readonly deadlineMs: number
}

/**
 * Ends this process when its parent is gone or its time is up, also while it is caught in a loop: a run that was given up
 * must not go on burning the machine.
 */
export function startWatchdog(timeoutMs: number): void {
  const orders: WatchdogOrders = { parentPid: process.ppid, deadlineMs: Date.now() + timeoutMs }
  new Worker(new URL('./watchdog-thread.ts', import.meta.url), { workerData: orders }).unref()
}
