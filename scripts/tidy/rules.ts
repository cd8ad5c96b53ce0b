import { isTestFile, type SourceFile } from './source-files.ts'

const rule = /\b(?:OP|CM|SN|UN|RS|TX|PV|CL|SY|PR|AC|CO)\d+\b/g
const rulesAtStart = /^\s*(?:(?:OP|CM|SN|UN|RS|TX|PV|CL|SY|PR|AC|CO)\d+[\s,:]*)+/

/** The numbers docs/spec.md defines: those set in bold at the start of a list item. */
export function definedRules(spec: string): string[] {
  return [...spec.matchAll(/^- \*\*([A-Z]{2}\d+)\*\*/gm)].map((match) => match[1] ?? '')
}

/** The numbers tests are titled with: strings of test files that begin with one or more of them. */
export function testedRules(files: readonly SourceFile[]): ReadonlySet<string> {
  const titles = files
    .filter(({ path }) => isTestFile(path))
    .flatMap(({ tokens }) => tokens.filter(({ kind }) => kind === 'string'))
    .flatMap(({ text }) => rulesAtStart.exec(text)?.[0] ?? [])
  return new Set(titles.flatMap((title) => title.match(rule) ?? []))
}
