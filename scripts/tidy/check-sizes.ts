import type { Finding, SourceFile } from './source-files.ts'

export const linesMax = 300

/**
 * Files past 300 lines are usually two things. `allowed` (oversized-files.json) names those there are, with their
 * lines: they may only shrink, and the list with them.
 */
export function checkSizes(
  files: readonly SourceFile[],
  allowed: Readonly<Record<string, number>>,
): Finding[] {
  const findings: Finding[] = []
  for (const { path, lineCount } of files) {
    const limit = allowed[path] ?? linesMax
    if (lineCount > limit) findings.push({ path, message: `${lineCount} lines, at most ${limit}: split it` })
  }
  const linesOf = new Map(files.map(({ path, lineCount }) => [path, lineCount]))
  for (const [path, lines] of Object.entries(allowed)) {
    const now = linesOf.get(path)
    if (now === undefined || now <= linesMax)
      findings.push({ path, message: 'needs no entry in oversized-files.json' })
    else if (now < lines)
      findings.push({ path, message: `has shrunk: lower its entry in oversized-files.json to ${now}` })
  }
  return findings
}
