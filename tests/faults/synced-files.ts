import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** What a program does to one file before it is synced. */
type FileStep =
  | { readonly kind: 'write'; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly length: number }

/** A finished call of the trace, as far as it concerns files. */
type TracedCall =
  | { readonly kind: 'step'; readonly path: string; readonly step: FileStep }
  | { readonly kind: 'sync'; readonly path: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }

/** System calls to trace, and how: every byte written is in the trace. */
export const traceParameters = [
  '-y',
  '-xx',
  '-s',
  '2097152',
  '-e',
  'trace=pwrite64,write,ftruncate,fsync,fdatasync,rename,renameat,renameat2',
] as const

const callPattern = /^(\d+) +(\w+)\((.*)\) += (-?\d+)/s
const unfinishedPattern = /^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$/s
const resumedPattern = /^(\d+) +<\.\.\. (\w+) resumed>(.*)$/s

/** A call that another thread interrupted is two lines; this makes one of them again. */
function* wholeLines(trace: string): Generator<string> {
  const begun = new Map<string, string>()
  for (const line of trace.split('\n')) {
    const unfinished = unfinishedPattern.exec(line)
    const resumed = resumedPattern.exec(line)
    if (unfinished !== null) {
      begun.set(unfinished[1] ?? '', `${unfinished[1]} ${unfinished[2]}(${unfinished[3]}`)
    } else if (resumed !== null) {
      yield `${begun.get(resumed[1] ?? '') ?? ''}${resumed[3]}`
      begun.delete(resumed[1] ?? '')
    } else {
      yield line
    }
  }
}

function unhex(text: string): Buffer {
  return Buffer.from(text.replaceAll('\\x', ''), 'hex')
}

function pathOf(descriptor: string): string | null {
  const path = /^\d+<(.*)>$/s.exec(descriptor)?.[1]
  if (path === undefined) return null
  return path.startsWith('\\x') ? unhex(path).toString() : path
}

function readCall(line: string): TracedCall | null {
  const call = callPattern.exec(line)
  if (call === null || Number(call[4]) < 0) return null
  const [, , name = '', text = '', result] = call
  const parts = text.split(', ')
  const path = pathOf(parts[0] ?? '')
  switch (name) {
    case 'fsync':
    case 'fdatasync':
      return path === null ? null : { kind: 'sync', path }
    case 'ftruncate':
      return path === null
        ? null
        : { kind: 'step', path, step: { kind: 'truncate', length: Number(parts[1]) } }
    case 'pwrite64': {
      if (path === null) return null
      const bytes = unhex((parts[1] ?? '').slice(1, -1)).subarray(0, Number(result))
      return { kind: 'step', path, step: { kind: 'write', at: Number(parts[3]), bytes } }
    }
    case 'rename':
    case 'renameat':
    case 'renameat2': {
      const [from, to] = [...text.matchAll(/"([^"]*)"/g)].map(([, name]) => unhex(name ?? '').toString())
      return from === undefined || to === undefined ? null : { kind: 'rename', from, to }
    }
    default:
      // A write without a place would have to be followed through the file; nothing in a data directory is written so.
      if (path?.includes('/base/') === true) throw new Error(`unplaced write: ${line.slice(0, 200)}`)
      return null
  }
}

function carryOut(path: string, steps: readonly FileStep[]): void {
  mkdirSync(dirname(path), { recursive: true })
  const file = openSync(path, existsSync(path) ? 'r+' : 'w')
  try {
    for (const step of steps) {
      if (step.kind === 'truncate') ftruncateSync(file, step.length)
      else writeSync(file, step.bytes, 0, step.bytes.length, step.at)
    }
  } finally {
    closeSync(file)
  }
}

/**
 * Does to a copy of a directory what a traced program had synced of its work there, and nothing else: what a disk may hold
 * after a power loss at its worst. Renames reach the copy with a sync of the file or of its folder.
 * @param trace of `strace -f` with `traceParameters`
 * @param root the directory the program worked in
 * @param copy as it was when the program began, everything synced
 */
export function carryOutSynced(trace: string, root: string, copy: string): { readonly syncs: number } {
  const steps = new Map<string, FileStep[]>()
  let renames: { readonly from: string; readonly to: string }[] = []
  let syncs = 0
  const inCopy = (path: string) => join(copy, relative(root, path))
  for (const line of wholeLines(trace)) {
    const call = readCall(line)
    if (call === null) continue
    if (call.kind === 'rename') {
      if (call.from.startsWith(root)) renames.push(call)
      continue
    }
    if (!call.path.startsWith(root)) continue
    if (call.kind === 'step') {
      steps.set(call.path, [...(steps.get(call.path) ?? []), call.step])
      continue
    }
    syncs += 1
    const due = renames.filter(({ to }) => to === call.path || dirname(to) === call.path)
    renames = renames.filter((rename) => !due.includes(rename))
    for (const { from, to } of due) {
      if (existsSync(inCopy(from))) renameSync(inCopy(from), inCopy(to))
    }
    const own = steps.get(call.path)
    steps.delete(call.path)
    if (own !== undefined) carryOut(inCopy(call.path), own)
  }
  return { syncs }
}
