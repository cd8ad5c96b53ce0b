import { expect, test } from 'vitest'
import { scanImports } from './import-scanner.ts'
import { tokenize } from './source-tokens.ts'

const specifiers = (text: string) => scanImports(tokenize(text)).map(({ specifier }) => specifier)

test('every way to name a module is seen, with its line', () => {
  const text = `import one from './one.ts'
import type { Two, Three as Four } from "two"
import * as five from 'five'
import 'six'
export { seven } from './seven.ts'
export * from './eight.ts'
export type { Nine } from 'nine'
const ten = await import('ten')
type Eleven = import('eleven').Eleven
import { twelve, type Thirteen } from
  'twelve'`
  expect(specifiers(text)).toEqual([
    ...['./one.ts', 'two', 'five', 'six', './seven.ts', './eight.ts', 'nine', 'ten', 'eleven', 'twelve'],
  ])
  expect(scanImports(tokenize(text)).at(-1)).toEqual({ specifier: 'twelve', line: 11 })
})

test('imports inside comments, strings and templates are none', () => {
  expect(
    specifiers("// import 'a'\n/* import 'b' */ const c = \"import 'c'\"\nconst d = `import 'd'`"),
  ).toEqual([])
  expect(specifiers("import.meta.url; export const from = 'x'; call({ import: 'y' })")).toEqual([])
})

test('code after templates, regular expressions and stray apostrophes is read again', () => {
  expect(specifiers(`const a = \`x \${{ b: \`\${c}\` }} y\`; import 'seen'`)).toEqual(['seen'])
  expect(specifiers(`const a = /['"\`]/.test(b); import 'seen'`)).toEqual(['seen'])
  expect(specifiers(`const a = b / c / d; import 'seen'`)).toEqual(['seen'])
  expect(specifiers(`const a = <p>Don't</p>\nimport 'seen'`)).toEqual(['seen'])
})

test('lines are counted through comments and templates', () => {
  const tokens = tokenize('/* 1\n2 */ a\n`3\n4` b')
  expect(tokens.map(({ text, line }) => [text, line])).toEqual([
    ['/* 1\n2 */', 1],
    ['a', 2],
    ['3\n4', 3],
    ['b', 4],
  ])
})
