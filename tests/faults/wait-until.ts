import { setTimeout as delay } from 'node:timers/promises'

/** Resolves once `holds` answers true; rejects, saying what was waited for, when the deadline passes first. */
export async function waitUntil(
  what: string,
  holds: () => boolean | Promise<boolean>,
  deadlineMs = 30_000,
): Promise<void> {
  const deadline = performance.now() + deadlineMs
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`waited ${deadlineMs} ms in vain: ${what}`)
    await delay(5)
  }
}
