import type { FlowEdge, FlowHead } from './flowchart.ts'

type Link = Omit<FlowEdge, 'from' | 'to'>

/** A link without words in it: a body of one sort, and what it ends with. */
const plain = /([<ox])?(?:(-{2,})([->xo])|(={2,})([=>xo])|(-\.+-)([>xo])?|(~{3,}))/y
/** One with words between its two halves. */
const worded = /([<ox])?(--|==|-\.)\s*(?:"([^"]*)"|([^\n]+?))\s*(?:-{2,}([->xo])|={2,}([=>xo])|\.+-([>xo])?)/y
const bar = /\s*\|\s*"?([^|]*?)"?\s*\|/y

function headOf(mark: string | undefined): FlowHead {
  if (mark === '>' || mark === '<') return 'arrow'
  if (mark === 'o') return 'dot'
  return mark === 'x' ? 'bar' : 'none'
}

function lineOf(body: string): Link['line'] {
  if (body.startsWith('~')) return 'unseen'
  if (body.startsWith('=')) return 'thick'
  return body.startsWith('-.') ? 'dashed' : 'plain'
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** The link that is written at a place, and where it ends; null where there is none. */
export function linkAt(text: string, at: number): { readonly link: Link; readonly end: number } | null {
  const short = matchAt(plain, text, at)
  if (short !== null) {
    const [all, start, dashes, dashEnd, equals, equalEnd, dots, dotEnd, waves] = short
    const words = matchAt(bar, text, at + all.length)
    const link: Link = {
      label: words?.[1] ?? '',
      startHead: headOf(start),
      endHead: headOf(dashEnd ?? equalEnd ?? dotEnd),
      line: lineOf(dashes ?? equals ?? dots ?? waves ?? ''),
    }
    return { link, end: at + all.length + (words?.[0].length ?? 0) }
  }
  const long = matchAt(worded, text, at)
  if (long === null) return null
  const [all, start, body, quoted, words, dashEnd, equalEnd, dotEnd] = long
  const link: Link = {
    label: quoted ?? words ?? '',
    startHead: headOf(start),
    endHead: headOf(dashEnd ?? equalEnd ?? dotEnd),
    line: lineOf(body ?? ''),
  }
  return { link, end: at + all.length }
}
