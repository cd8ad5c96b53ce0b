import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { childEnvironment, root } from './checkout.mjs'

/**
 * Runs a program to its end in the checkout. Resolves with its exit code, 128 + n for a death by signal n.
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {{
 *   env?: Record<string, string>,
 *   stdin?: 'inherit' | 'ignore',
 *   onStart?: (child: import('node:child_process').ChildProcess) => void,
 * }} [options]
 * @returns {Promise<number>}
 */
export function runChild(command, parameters, { env, stdin = 'inherit', onStart } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      cwd: root,
      env: childEnvironment(env),
      stdio: [stdin, 'inherit', 'inherit'],
    })
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
    onStart?.(child)
  })
}

/**
 * Runs npm, the very one that runs us when there is one.
 * @param {readonly string[]} parameters
 * @param {Record<string, string>} [env]
 */
export function runNpm(parameters, env = {}) {
  const npm = process.env.npm_execpath
  return npm?.endsWith('.js')
    ? runChild(process.execPath, [npm, ...parameters], { stdin: 'ignore', env })
    : runChild('npm', parameters, { stdin: 'ignore', env })
}
