/** `npm test`: installs what is missing, then hands over to the runner on the Node 24 of the checkout. */
import { join } from 'node:path'
import { findNode, root } from './checkout.mjs'
import { installOnce } from './install-once.mjs'
import { runChild } from './run-child.mjs'

try {
  await installOnce()
  const runner = join(root, 'scripts', 'stages', 'run-stages.ts')
  process.exitCode = await runChild(findNode(), [runner, ...process.argv.slice(2)], { stdin: 'ignore' })
} catch (error) {
  console.error(`flowstate: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
