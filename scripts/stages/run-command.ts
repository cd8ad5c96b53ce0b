import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { StageContext } from './stage.ts'

/** Four times what the longest stage takes on a quiet machine: a busy one is slow, and not wrong. */
const stageDeadlineMs = 45 * 60_000

/**
 * Runs a program of node_modules/.bin (or an absolute path) with its output on ours. True when it ended with 0 in time;
 * a stage that hangs is killed rather than holding up the run.
 */
export function runCommand(command: readonly string[], context: StageContext): Promise<boolean> {
  const [name = '', ...parameters] = command
  const program = name.includes('/') ? name : join(context.root, 'node_modules', '.bin', name)
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      cwd: context.root,
      env: context.env,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    const timer = setTimeout(() => {
      console.error(`${name} took longer than ${stageDeadlineMs / 60_000} minutes and is stopped`)
      child.kill('SIGKILL')
    }, stageDeadlineMs)
    const end = (ok: boolean) => {
      clearTimeout(timer)
      resolve(ok)
    }
    child.once('error', (error) => {
      console.error(error.message)
      end(false)
    })
    child.once('exit', (code) => end(code === 0))
  })
}
