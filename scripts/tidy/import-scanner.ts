import type { Token } from './source-tokens.ts'

export type Import = { readonly specifier: string; readonly line: number }

/** Between `import` and `from` there are only names, braces, commas and stars. */
function specifierAfterClause(code: readonly Token[], start: number): Token | undefined {
  for (let i = start; i < code.length; i++) {
    const token = code[i] as Token
    if (token.kind === 'word' && token.text === 'from' && code[i + 1]?.kind === 'string') return code[i + 1]
    const inClause = token.kind === 'word' || (token.kind === 'punctuation' && '{},*'.includes(token.text))
    if (!inClause) return undefined
  }
  return undefined
}

/** Every module a file names: static, re-exported, dynamic and in types. Specifiers that are computed are not seen. */
export function scanImports(tokens: readonly Token[]): Import[] {
  const code = tokens.filter((token) => token.kind !== 'comment')
  const imports: Import[] = []
  for (const [i, token] of code.entries()) {
    if (token.kind !== 'word' || (token.text !== 'import' && token.text !== 'export')) continue
    const before = code[i - 1]
    // `x.import`, `{ import: ... }`: not the keyword.
    if (before?.text === '.' && before.kind === 'punctuation') continue
    const next = code[i + 1]
    let found: Token | undefined
    if (token.text === 'import' && next?.kind === 'string') found = next
    else if (token.text === 'import' && next?.text === '(' && code[i + 2]?.kind === 'string')
      found = code[i + 2]
    else found = specifierAfterClause(code, i + 1)
    if (found) imports.push({ specifier: found.text, line: found.line })
  }
  return imports
}
