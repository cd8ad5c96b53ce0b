import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const timeoutSeconds = 280

/**
 * Runs the simulator in a process of its own: at full speed, and with modules of its own where a bug is planted. It ends with
 * the one who called, or when its time is up.
 */
export function runSimulator(
  options: readonly string[],
): Promise<{ readonly code: number; readonly output: string }> {
  const command = [
    '--conditions=flowstate-source',
    main,
    '--timeout-seconds',
    String(timeoutSeconds),
    ...options,
  ]
  return new Promise((resolve) => {
    execFile(process.execPath, command, (error, stdout, stderr) => {
      const failed = error === null ? 0 : 1
      resolve({ code: typeof error?.code === 'number' ? error.code : failed, output: stdout + stderr })
    })
  })
}
