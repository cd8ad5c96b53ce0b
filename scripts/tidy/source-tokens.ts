/** The little of TypeScript's grammar that imports and comments need: enough never to mistake a string for code. */
export type Token = {
  readonly kind: 'word' | 'string' | 'punctuation' | 'comment'
  /** Of a string its content, of a comment everything. */
  readonly text: string
  readonly line: number
}

const whiteSpace = /\s+/y
const comment = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y
// Quoted strings end with their line at the latest, so that an apostrophe in JSX text does no harm beyond it.
const quoted = /'((?:\\.|[^'\\\n])*)'?|"((?:\\.|[^"\\\n])*)"?/y
const word = /[\p{L}_$][\p{L}\p{N}_$]*/uy
const number = /\d[\w.]*/y
const regularExpression = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y
const wordsBeforeExpression = new Set(['return', 'typeof', 'case', 'in', 'of', 'await', 'yield'])

/** After an operand a slash divides; anywhere else it begins a regular expression. */
function slashBeginsExpression(previous: Token | undefined): boolean {
  if (!previous) return true
  if (previous.kind === 'word') return wordsBeforeExpression.has(previous.text)
  return previous.kind === 'punctuation' && !')]}'.includes(previous.text)
}

/** The end of a template literal's text: its closing backtick, or the `${` where code begins again. */
function endOfTemplateText(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '`' || text.startsWith('${', at)) return at
  }
  return text.length
}

/** Splits source text into tokens; numbers, regular expressions and white space are dropped. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  /** Depth of braces at which each open template goes on. */
  const templates: number[] = []
  let depth = 0
  let line = 1
  let at = 0
  let previous: Token | undefined

  function take(kind: Token['kind'], content: string, length: number): void {
    const token = { kind, text: content, line }
    tokens.push(token)
    if (kind !== 'comment') previous = token
    skip(length)
  }
  function skip(length: number): void {
    for (let i = at; i < at + length; i++) if (text[i] === '\n') line++
    at += length
  }
  function takeTemplateText(opening: number): void {
    const end = endOfTemplateText(text, at + opening)
    const goesOn = text[end] === '$'
    take('string', text.slice(at + opening, end), end - at + (goesOn ? 2 : 1))
    if (goesOn) templates.push(depth++)
  }

  /** Numbers and regular expressions are operands: a slash after them divides. */
  function passOperand(length: number): void {
    previous = { kind: 'word', text: '', line }
    skip(length)
  }
  /** Takes what `pattern` matches here, if anything. */
  function tryTake(pattern: RegExp, action: (match: RegExpExecArray) => void): boolean {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match) action(match)
    return match !== null
  }
  function takeBrace(opens: boolean): void {
    if (!opens && templates.at(-1) === depth - 1) {
      depth = templates.pop() ?? 0
      takeTemplateText(1)
      return
    }
    depth += opens ? 1 : -1
    take('punctuation', opens ? '{' : '}', 1)
  }
  function takeNext(character: string): void {
    const taken =
      tryTake(whiteSpace, ([all]) => skip(all.length)) ||
      tryTake(comment, ([all]) => take('comment', all, all.length)) ||
      (slashBeginsExpression(previous) && tryTake(regularExpression, ([all]) => passOperand(all.length))) ||
      tryTake(quoted, ([all, single, double]) => take('string', single ?? double ?? '', all.length)) ||
      tryTake(word, ([all]) => take('word', all, all.length)) ||
      tryTake(number, ([all]) => passOperand(all.length))
    if (taken) return
    if (character === '{' || character === '}') takeBrace(character === '{')
    else if (character === '`') takeTemplateText(1)
    else take('punctuation', character, 1)
  }

  while (at < text.length) takeNext(text[at] ?? '')
  return tokens
}
