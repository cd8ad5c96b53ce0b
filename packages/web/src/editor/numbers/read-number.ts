/** A number as people type it, with a point or a comma; null for anything else. */
export function readNumber(typed: string): number | null {
  const text = typed.trim().replace(/^[−–]/, '-').replace(',', '.').replace(/\s*°$/, '')
  return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : null
}
