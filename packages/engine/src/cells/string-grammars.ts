import { limits } from '../limits.ts'
import type { Grammar } from './grammar.ts'

/** Text that every store and reader can hold: no NUL, no lone surrogate (OP7). */
export function isCleanText(value: string): boolean {
  return value.isWellFormed() && !value.includes('\0')
}

/** Free text; the limit counts UTF-16 code units. */
export function textGrammar(charactersMax: number): Grammar<string> {
  return {
    normalise: (value) =>
      typeof value === 'string' && value.length <= charactersMax && isCleanText(value) ? value : undefined,
    schema: { type: 'string', maxLength: charactersMax },
    expects: `text of at most ${charactersMax} characters without NUL or lone surrogates`,
  }
}

/** A string that matches a pattern. */
export function patternGrammar(pattern: RegExp, charactersMax: number, expects: string): Grammar<string> {
  return {
    normalise: (value) =>
      typeof value === 'string' && value.length <= charactersMax && pattern.test(value) && isCleanText(value)
        ? value
        : undefined,
    schema: { type: 'string', maxLength: charactersMax, pattern: pattern.source },
    expects,
  }
}

/** Links open in the reader's browser: nothing but these three schemes may ever be stored. */
export const link = patternGrammar(
  /^(?:https?:\/\/|mailto:)[^\s\p{Cc}]+$/u,
  limits.linkCharactersMax,
  'a link with http, https or mailto',
)

export const sha256Hex = patternGrammar(/^[0-9a-f]{64}$/, 64, 'a SHA-256 in lower-case hex')
