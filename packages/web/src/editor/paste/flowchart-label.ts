import type { FlowNode } from './flowchart.ts'

/** How labels are bracketed, the longer brackets first. What has no shape of its own here is a rectangle. */
const brackets: readonly (readonly [open: string, close: readonly string[], kind: FlowNode['kind']])[] = [
  ['(((', [')))'], 'ellipse'],
  ['([', ['])'], 'rounded'],
  ['[[', [']]'], 'rectangle'],
  ['[(', [')]'], 'cylinder'],
  ['((', ['))'], 'ellipse'],
  ['{{', ['}}'], 'hexagon'],
  ['[/', ['/]', '\\]'], 'rectangle'],
  ['[\\', ['\\]', '/]'], 'rectangle'],
  ['[', [']'], 'rectangle'],
  ['(', [')'], 'rounded'],
  ['{', ['}'], 'diamond'],
  ['>', [']'], 'rectangle'],
]

/** As it is shown: lines broken, quotes as such. */
export function cleanLabel(written: string): string {
  return written
    .trim()
    .replace(/^`(.*)`$/s, '$1')
    .replace(/<br\s*\/?>/gi, '\n')
    .replaceAll('#quot;', '"')
}

interface Label {
  readonly label: string
  readonly kind: FlowNode['kind']
  readonly end: number
}

/** The label in brackets at a place, and what its brackets mean; null where there is none. */
export function labelAt(text: string, at: number): Label | null {
  for (const [open, closes, kind] of brackets) {
    if (!text.startsWith(open, at)) continue
    const from = at + open.length
    const quoted = /\s*"([^"]*)"\s*/y
    quoted.lastIndex = from
    const words = quoted.exec(text)
    for (const close of closes) {
      const end = words === null ? text.indexOf(close, from) : from + words[0].length
      if (end < 0 || !text.startsWith(close, end)) continue
      const label = cleanLabel(words?.[1] ?? text.slice(from, end))
      return { label, kind, end: end + close.length }
    }
  }
  return null
}
