/**
 * `npm start`: from a bare clone to a running server. Installs and builds what is missing, then runs the server on the
 * Node 24 of the checkout. Arguments and environment go to it as they are; its exit code is ours.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildWebOnce } from './build-web-once.mjs'
import { findNode, root } from './checkout.mjs'
import { installOnce } from './install-once.mjs'
import { runChild } from './run-child.mjs'
import { whenOrphaned } from './stop-with-parent.mjs'

/** @param {import('node:child_process').ChildProcess} server */
function forwardSignals(server) {
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    // Ctrl-C in a terminal reaches every process of the group by itself; a second one would mean "at once".
    if (signal === 'SIGINT' && process.stdin.isTTY) return
    server.kill(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward)
  if (process.env.npm_lifecycle_event === 'start') whenOrphaned(() => server.kill('SIGTERM'))
}

async function start() {
  await installOnce()
  await buildWebOnce()
  const watch = pathToFileURL(join(root, 'scripts', 'stop-with-parent.mjs')).href
  const main = join(root, 'packages', 'server', 'src', 'main.ts')
  const parameters = ['--conditions=flowstate-source', `--import=${watch}`, main, ...process.argv.slice(2)]
  return runChild(findNode(), parameters, { env: { FLOWSTATE_LAUNCHED: '1' }, onStart: forwardSignals })
}

try {
  process.exitCode = await start()
} catch (error) {
  console.error(`flowstate: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
