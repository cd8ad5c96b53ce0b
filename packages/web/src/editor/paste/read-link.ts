import { limits } from '@flowstate/engine'

const schemes: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])

/** Whether a link may be opened: nothing but pages and letters. */
export function isOpenable(link: string): boolean {
  return URL.canParse(link) && schemes.has(new URL(link).protocol)
}

/** The link a text is, as a shape keeps it; null for text that is more than a link, or none. */
export function linkIn(text: string): string | null {
  const word = text.trim()
  if (/\s/.test(word) || word.length > limits.linkCharactersMax) return null
  const whole = /^www\.[^./]+\.[^.]/i.test(word) ? `https://${word}` : word
  const [scheme] = /^(?:https?:\/\/|mailto:)(?=.)/i.exec(whole) ?? []
  if (scheme === undefined || !isOpenable(whole)) return null
  return scheme.toLowerCase() + whole.slice(scheme.length)
}
