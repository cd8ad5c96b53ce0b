import { parseArgs } from 'node:util'
import { type CanvasId, isUuid } from '@flowstate/engine'
import { ConfigError } from '../config-error.ts'
import type { FileRequest } from '../pictures/make-file.ts'

/** What `flowstate export` was told. */
export interface ExportArguments {
  readonly request: FileRequest
  /** Where the file goes; null for a name of its own in the working directory, `-` for standard output. */
  readonly out: string | null
}

const usage =
  'flowstate export <canvas id> [--format svg|png|pdf|json] [--at <version>] [--out <file>|-] [--theme light|dark] [--scale 1-4] [--pages frames|whole] [--clear]'

function numberOf(
  name: string,
  text: string | undefined,
  [min, max]: readonly [number, number],
): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= min && value <= max) return value
  throw new ConfigError(`--${name} must be a whole number from ${min} to ${max}, not "${text}"`)
}

function oneOf<const Word extends string>(
  name: string,
  text: string | undefined,
  words: readonly Word[],
): Word | undefined {
  if (text === undefined) return undefined
  const found = words.find((word) => word === text)
  if (found === undefined)
    throw new ConfigError(`--${name} must be one of ${words.join(', ')}, not "${text}"`)
  return found
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: text,
        at: text,
        out: text,
        theme: text,
        scale: text,
        pages: text,
        clear: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new ConfigError(`${error instanceof Error ? error.message : String(error)}; usage: ${usage}`)
  }
}

/** @throws ConfigError with one line that says what is wrong */
export function readExportArguments(args: readonly string[]): ExportArguments {
  const { values, positionals } = parsed(args)
  const [canvasId, ...more] = positionals
  if (!isUuid(canvasId) || more.length > 0) throw new ConfigError(`usage: ${usage}`)
  const ending = /\.(svg|png|pdf|json)$/.exec(values.out ?? '')?.[1]
  const format = oneOf('format', values.format ?? ending, ['svg', 'png', 'pdf', 'json']) ?? 'svg'
  const at = numberOf('at', values.at, [0, Number.MAX_SAFE_INTEGER])
  const target = { canvasId: canvasId as CanvasId, at }
  const look = {
    theme: oneOf('theme', values.theme, ['light', 'dark']) ?? 'light',
    background: values.clear !== true,
  }
  const scale = numberOf('scale', values.scale, [1, 4]) ?? 2
  const out = values.out ?? null
  const pages = oneOf('pages', values.pages, ['frames', 'whole']) ?? 'frames'
  switch (format) {
    case 'json':
      return { out, request: { ...target, format, assets: true } }
    case 'png':
      return { out, request: { ...target, ...look, format, scale } }
    case 'pdf':
      return { out, request: { ...target, ...look, format, pages } }
    case 'svg':
      return { out, request: { ...target, ...look, format } }
  }
}
