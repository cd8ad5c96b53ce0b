import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Import, scanImports } from './import-scanner.ts'
import { type Token, tokenize } from './source-tokens.ts'

export type SourceFile = {
  /** From the root of the repository, with forward slashes. */
  readonly path: string
  readonly lineCount: number
  /** Empty for style sheets. */
  readonly tokens: readonly Token[]
  readonly imports: readonly Import[]
}

export type Finding = { readonly path: string; readonly line?: number; readonly message: string }

const folders = ['packages', 'tests', 'bench', 'examples', 'scripts']
const passedOver = new Set(['node_modules', 'dist', '.types', 'coverage', 'flowstate-data'])

function pathsUnder(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : pathsUnder(root, path)
    return /\.(ts|tsx|mjs|css)$/.test(entry.name) ? [path] : []
  })
}

export function parseSource(path: string, text: string): SourceFile {
  const tokens = path.endsWith('.css') ? [] : tokenize(text)
  return { path, lineCount: text.replace(/\n$/, '').split('\n').length, tokens, imports: scanImports(tokens) }
}

/** Every source file of the repository, sorted by path. */
export function readSources(root: string): SourceFile[] {
  const present = readdirSync(root)
  const paths = folders
    .filter((folder) => present.includes(folder))
    .flatMap((folder) => pathsUnder(root, folder))
  return paths.sort().map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')))
}

/** Files whose strings may be titles of tests. */
export function isTestFile(path: string): boolean {
  return /\.(test|contract|bench)\.tsx?$/.test(path)
}

/** Test files and what only they use, which a package keeps in folders called `testing`. */
export function isTestCode(path: string): boolean {
  return isTestFile(path) || path.includes('/testing/')
}

export function formatFinding({ path, line, message }: Finding): string {
  return `${path}${line === undefined ? '' : `:${line}`}  ${message}`
}
