import { posix } from 'node:path'
import type { Finding, SourceFile } from './source-files.ts'

const dotted = 'test|pg\\.test|redis\\.test|e2e\\.test|contract|bench|module|config|d'
const kebabCase = new RegExp(`^[a-z0-9]+(-[a-z0-9]+)*(\\.(${dotted}))?\\.(ts|tsx|mjs|css)$`)
/** Doors, configurations, and `main.ts`, which every program calls its entry. */
const mayRepeat = /^index\.ts$|^main\.tsx?$|\.config\.ts$|\.d\.ts$/
/** Names that say nothing about what is inside, so that everything ends up there. */
const emptyNames = new Set(['utils', 'util', 'helpers', 'shared', 'common', 'misc'])

/** File names: kebab-case, one file per name in the whole repository, one door and no barrels below it. */
export function checkNames(files: readonly SourceFile[]): Finding[] {
  const findings: Finding[] = []
  const firstWith = new Map<string, string>()
  for (const { path } of files) {
    const name = posix.basename(path)
    if (!kebabCase.test(name)) findings.push({ path, message: 'file names are kebab-case' })
    const empty = path.split(/[/.]/).find((part) => emptyNames.has(part))
    if (empty !== undefined) findings.push({ path, message: `"${empty}" does not say what is inside` })
    if (name === 'index.ts' && !/^packages\/[^/]+\/src\/index\.ts$/.test(path)) {
      findings.push({ path, message: 'a package has one door, src/index.ts; import the files themselves' })
    }
    const first = firstWith.get(name)
    if (first === undefined) firstWith.set(name, path)
    else if (!mayRepeat.test(name)) findings.push({ path, message: `has the name of ${first}` })
  }
  return findings
}
