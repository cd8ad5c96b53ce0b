import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong with a page as it is now, one line per element: nothing, if all is well. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(source)
  // What is still fading in has no contrast yet. An animation that was called off has nothing to wait for.
  await page.evaluate(`Promise.allSettled(document.getAnimations()
    .filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime ?? Infinity))
    .map((one) => one.finished)).then(() => undefined)`)
  // Sheets that are still loading it would read by itself and lay in as inline styles, which the content policy refuses; no rule
  // that is on by default needs them.
  const options = '{ resultTypes: ["violations"], preload: false }'
  const results = await page.evaluate<AxeResults>(`axe.run(document, ${options})`)
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  )
}
