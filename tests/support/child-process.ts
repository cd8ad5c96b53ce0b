import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { findProgram } from './find-program.ts'
import type { RunAs } from './unprivileged-user.ts'

export type ChildExit = { readonly code: number | null; readonly signal: NodeJS.Signals | null }

export type Child = {
  readonly pid: number
  /** Settles once the process is gone and its output is closed; never rejects. */
  readonly exited: Promise<ChildExit>
  /** Everything the process has written so far, both streams. */
  output(): string
  /** Resolves when the output contains `text`; rejects when the process ends first or the deadline passes. */
  sawOutput(text: string, deadlineMs?: number): Promise<void>
  kill(signal: NodeJS.Signals): void
}

export type ChildOptions = {
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
  readonly runAs?: RunAs
  /** Sent to the child by the kernel when we die without having stopped it. */
  readonly orphanSignal?: 'SIGTERM' | 'SIGINT' | 'SIGKILL'
}

/** Linux only: elsewhere a child of a killed test run stays behind. */
function withOrphanSignal(command: readonly string[], signal: string): readonly string[] {
  if (process.platform !== 'linux') return command
  return [findProgram(['setpriv', '/usr/bin/setpriv']), '--pdeathsig', signal.slice('SIG'.length), ...command]
}

/** Starts a program whose output is collected and which does not outlive us. */
export function startChild(command: readonly string[], options: ChildOptions = {}): Child {
  const [program = '', ...parameters] = withOrphanSignal(command, options.orphanSignal ?? 'SIGTERM')
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(program, parameters, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.env && { env: options.env }),
    ...(options.cwd !== undefined && { cwd: options.cwd }),
    ...options.runAs,
  })
  let text = ''
  const watchers = new Set<() => void>()
  let ended: ChildExit | undefined
  const notify = () => {
    for (const watcher of watchers) watcher()
  }
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      notify()
    })
  }
  const exited = new Promise<ChildExit>((resolve) => {
    const end = (exit: ChildExit) => {
      ended = exit
      notify()
      resolve(exit)
    }
    child.once('error', (error) => {
      text += `${error.message}\n`
      end({ code: null, signal: null })
    })
    child.once('close', (code, signal) => end({ code, signal }))
  })

  function sawOutput(wanted: string, deadlineMs = 30_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (action: () => void) => {
        watchers.delete(look)
        clearTimeout(timer)
        action()
      }
      const fail = (why: string) => reject(new Error(`${command[0]}: ${why}\n${text}`))
      const look = () => {
        if (text.includes(wanted)) settle(resolve)
        else if (ended) settle(() => fail(`ended before it said "${wanted}"`))
      }
      const timer = setTimeout(() => settle(() => fail(`did not say "${wanted}"`)), deadlineMs)
      watchers.add(look)
      look()
    })
  }

  return {
    pid: child.pid ?? 0,
    exited,
    output: () => text,
    sawOutput,
    kill: (signal) => {
      if (!ended) child.kill(signal)
    },
  }
}
