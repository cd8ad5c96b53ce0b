import { writeSync } from 'node:fs'
import { type Logger, pino } from 'pino'
import type { LogLevel } from './config.ts'

/** Errors as they may be kept: what went wrong and where. Databases put the values of rows into their other fields. */
function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const cause = error.cause instanceof Error ? { cause: plainError(error.cause) } : {}
  return { type: error.name, message: error.message, stack: error.stack, ...code, ...cause }
}

/**
 * The log of a process, as lines of JSON. A line that cannot be written is lost: a full disk under the log must not stop
 * the canvases.
 * @param fd where it goes; standard error unless told, since standard output belongs to the one line with the address
 */
export function openLog(level: LogLevel, fd = 2): Logger {
  const write = (line: string) => {
    try {
      writeSync(fd, line)
    } catch {
      // Nowhere to say it.
    }
  }
  return createLog(level, { write })
}

/** The same into anything that takes lines. */
export function createLog(level: LogLevel, destination: { write(line: string): void }): Logger {
  return pino({ level, serializers: { err: plainError, error: plainError } }, destination)
}
