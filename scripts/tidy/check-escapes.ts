import type { Finding, SourceFile } from './source-files.ts'
import type { Token } from './source-tokens.ts'

const suppressions = /@ts-(ignore|nocheck|expect-error)|biome-ignore\S* lint\/suspicious\/noExplicitAny/
const loose = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b`)

function escapeAt(code: readonly Token[], i: number): string | undefined {
  const [token, next, third] = [code[i], code[i + 1], code[i + 2]]
  if (token?.kind !== 'word') return undefined
  if (token.text === 'as' && next?.text === 'unknown' && third?.text === 'as') return 'as unknown as'
  return undefined
}

/**
 * Ways around the type checker, and notes to oneself that belong into the tracker. `any` itself is the linter's to
 * find; silencing it there is found here.
 */
export function checkEscapes(files: readonly SourceFile[]): Finding[] {
  return files.flatMap(({ path, tokens }) => {
    const code = tokens.filter(({ kind }) => kind !== 'comment')
    const inCode = code.flatMap(({ line }, i) => {
      const what = escapeAt(code, i)
      return what === undefined ? [] : [{ path, line, message: `${what}: find the type` }]
    })
    const inComments = tokens
      .filter(({ kind }) => kind === 'comment')
      .flatMap(({ text, line }) => {
        const found = suppressions.exec(text)?.[0] ?? loose.exec(text)?.[0]
        return found === undefined ? [] : [{ path, line, message: `${found} in a comment` }]
      })
    return [...inCode, ...inComments]
  })
}
