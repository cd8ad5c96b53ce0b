import type { CDPSession } from 'playwright-core'

/** What a page has cost so far. */
export interface PageCosts {
  /** CPU time of the main thread in ms: not wall time, so that other work on the machine counts little. */
  mainMs(): Promise<number>
  /** JavaScript heap after a forced collection, in MB. */
  heapMb(): Promise<number>
}

export async function pageCosts(cdp: CDPSession): Promise<PageCosts> {
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  return {
    async mainMs() {
      const { metrics } = await cdp.send('Performance.getMetrics')
      const seconds = metrics.find(({ name }) => name === 'TaskDuration')?.value
      if (seconds === undefined) throw new Error('Chromium reports no TaskDuration')
      return seconds * 1_000
    },
    async heapMb() {
      // What the first collection lets finalise, the second one frees.
      await cdp.send('HeapProfiler.collectGarbage')
      await cdp.send('HeapProfiler.collectGarbage')
      const { usedSize } = await cdp.send('Runtime.getHeapUsage')
      return usedSize / 2 ** 20
    },
  }
}
