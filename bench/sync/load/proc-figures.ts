import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/** The clock of /proc counts hundredths of a second on Linux. */
const tickMs = 10

function statFields(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

/** CPU time a process has used; 0 when it is gone. */
export function cpuMsOf(pid: number): number {
  try {
    const fields = statFields(pid)
    return (Number(fields[11]) + Number(fields[12])) * tickMs
  } catch {
    return 0
  }
}

/** CPU time the whole machine has been busy. */
export function machineBusyMs(): number {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n')
  const ticks = line.trim().split(/\s+/).slice(1).map(Number)
  return [0, 1, 2, 5, 6].reduce((sum, i) => sum + (ticks[i] ?? 0), 0) * tickMs
}

/** Resident memory now and at its highest, in MB. */
export function memoryMbOf(pid: number): { readonly rss: number; readonly peak: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const megabytes = (key: string) =>
      Math.round(Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 102.4) / 10
    return { rss: megabytes('VmRSS'), peak: megabytes('VmHWM') }
  } catch {
    return { rss: 0, peak: 0 }
  }
}

export function childrenOf(pid: number): number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      return Number(statFields(Number(name))[1]) === pid ? [Number(name)] : []
    } catch {
      return []
    }
  })
}

/** Waits, at most `maxMs`, until the machine uses less than 15 % of one core for 1.5 s. Answers how long it took. */
export async function waitUntilQuiet(maxMs: number): Promise<number> {
  const begun = performance.now()
  let calm = 0
  while (calm < 3 && performance.now() - begun < maxMs) {
    const before = machineBusyMs()
    await delay(500)
    calm = machineBusyMs() - before < 75 ? calm + 1 : 0
  }
  return Math.round(performance.now() - begun)
}
