import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { ServerPlan } from './peer-contract.ts'
import { cpuMsOf, memoryMbOf } from './proc-figures.ts'

const startDeadlineMs = 30_000

export function unusedPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    await response.body?.cancel()
    return response.status === 200
  } catch {
    return false
  }
}

/** A server under test, and what /proc says of it. */
export class PeerProcess {
  private child: ChildProcess | undefined
  private output = ''
  private readonly plan: ServerPlan

  constructor(plan: ServerPlan) {
    this.plan = plan
  }

  get pid(): number {
    return this.child?.pid ?? 0
  }

  async start(): Promise<void> {
    await this.plan.prepare?.()
    const child = spawn(process.execPath, this.plan.parameters, {
      env: { ...process.env, ...this.plan.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(this.plan.workingDirectory !== undefined && { cwd: this.plan.workingDirectory }),
    })
    this.child = child
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        this.output = (this.output + chunk.toString()).slice(-4_000)
      })
    }
    const deadline = performance.now() + startDeadlineMs
    while (!(await this.isReady())) {
      if (child.exitCode !== null || performance.now() > deadline) {
        throw new Error(`the server did not start:\n${this.output}`)
      }
      await delay(20)
    }
  }

  private async isReady(): Promise<boolean> {
    const { ready } = this.plan
    return 'text' in ready ? this.output.includes(ready.text) : answers(ready.url)
  }

  /** Of the server and of what belongs to it. */
  cpuMs(): number {
    return [this.pid, ...(this.plan.extraPids?.() ?? [])].reduce((sum, pid) => sum + cpuMsOf(pid), 0)
  }

  memoryMb(): { readonly rss: number; readonly peak: number } {
    return memoryMbOf(this.pid)
  }

  async kill(): Promise<void> {
    const child = this.child
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.kill('SIGKILL')
    })
  }
}
