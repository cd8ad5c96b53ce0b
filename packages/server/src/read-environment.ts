import { readFileSync } from 'node:fs'

/** Settings by name. An empty value counts as not set. */
export interface Environment {
  get(name: string): string | undefined
}

/**
 * `NAME` wins over `NAME_FILE`, whose contents are read without the line break at the end.
 * @param failure makes the error for a file that cannot be read
 */
export function readEnvironment(
  raw: Readonly<Record<string, string | undefined>>,
  failure: (message: string) => Error,
): Environment {
  return {
    get(name) {
      const direct = raw[name]
      if (direct !== undefined && direct !== '') return direct
      const file = raw[`${name}_FILE`]
      if (file === undefined || file === '') return undefined
      try {
        const text = readFileSync(file, 'utf8').replace(/\r?\n$/, '')
        return text === '' ? undefined : text
      } catch {
        throw failure(`${name}_FILE names a file that cannot be read`)
      }
    },
  }
}
