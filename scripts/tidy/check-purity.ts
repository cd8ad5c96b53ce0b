import { type Finding, isTestCode, type SourceFile } from './source-files.ts'
import type { Token } from './source-tokens.ts'

const nodeGlobals = ['process', 'Buffer', 'global', 'require', '__dirname', '__filename', 'setImmediate']
const outsideWorld = [
  'performance',
  'setTimeout',
  'setInterval',
  'queueMicrotask',
  'fetch',
  'console',
  'crypto',
]
const browserGlobals = ['window', 'document', 'navigator', 'localStorage', 'indexedDB']

/** Globals a package must do without: the engine is pure, and nothing but the server may need Node. */
const forbidden: Readonly<Record<string, ReadonlySet<string>>> = {
  engine: new Set([...nodeGlobals, ...outsideWorld, ...browserGlobals]),
  protocol: new Set([...nodeGlobals, ...outsideWorld, ...browserGlobals]),
  client: new Set(nodeGlobals),
  web: new Set(nodeGlobals),
}

/** A global is used when its name stands free (no `.name`, no `name:`) and something is done with it. */
function isUse(code: readonly Token[], i: number): boolean {
  const [before, after] = [code[i - 1]?.text, code[i + 1]?.text]
  return before !== '.' && before !== 'function' && (after === '.' || after === '(' || after === '[')
}

function isClockOrRandom(code: readonly Token[], i: number): boolean {
  const [first, , third] = [code[i]?.text, code[i + 1]?.text, code[i + 2]?.text]
  if (first === 'Math') return third === 'random'
  if (first === 'Date') return third === 'now' || (code[i - 1]?.text === 'new' && third === ')')
  return false
}

/** Node, and in the engine and protocol also clock, random numbers, timers, network and DOM, reached as globals. */
export function checkPurity(files: readonly SourceFile[]): Finding[] {
  return files.flatMap(({ path, tokens }) => {
    const name = /^packages\/([^/]+)\/src\//.exec(path)?.[1] ?? ''
    const names = forbidden[name]
    if (!names || isTestCode(path)) return []
    const isPure = name === 'engine' || name === 'protocol'
    const code = tokens.filter(({ kind }) => kind !== 'comment')
    return code.flatMap(({ kind, text, line }, i) => {
      if (kind !== 'word') return []
      const found = (names.has(text) && isUse(code, i)) || (isPure && isClockOrRandom(code, i))
      return found
        ? [{ path, line, message: `${text}: ${name} must do without it; take it as an argument` }]
        : []
    })
  })
}
