import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os'

/** One line that says where figures come from. The load is that of the last minute: above 0.3 something else ran. */
export function describeMachine(): string {
  const memoryGb = Math.round(totalmem() / 2 ** 30)
  const load = (loadavg()[0] ?? 0).toFixed(2)
  const model = cpus()[0]?.model ?? 'unknown processor'
  return `${availableParallelism()} x ${model}, ${memoryGb} GB, ${platform()} ${release()}, Node ${process.version}, load ${load}`
}
