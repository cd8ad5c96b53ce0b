import { expect, test } from 'vitest'
import { checkCycles } from './check-cycles.ts'
import { checkDirection } from './check-direction.ts'
import { checkEscapes } from './check-escapes.ts'
import { checkNames } from './check-names.ts'
import { checkPurity } from './check-purity.ts'
import { checkSizes } from './check-sizes.ts'
import { type Finding, parseSource } from './source-files.ts'

const messages = (findings: readonly Finding[]) => findings.map(({ message }) => message)
const direction = (path: string, specifier: string) =>
  messages(checkDirection([parseSource(path, `import type { X } from '${specifier}'`)]))

test.each([
  ['packages/server/src/a.ts', '@flowstate/engine'],
  ['packages/server/src/a.ts', 'node:fs'],
  ['packages/web/src/editor/a.ts', '../b.ts'],
  ['packages/web/src/a.ts', '@flowstate/client'],
  ['packages/engine/src/a.test.ts', 'fast-check'],
  ['packages/protocol/src/a.ts', 'typebox/compile'],
  ['tests/faults/a.test.ts', '@flowstate/server'],
  ['tests/faults/a.test.ts', '../support/b.ts'],
  ['tests/simulation/a.ts', '@flowstate/engine/testing'],
  ['packages/server/src/a.test.ts', '@flowstate/engine/testing'],
])('%s may import %s', (path, specifier) => {
  expect(direction(path, specifier)).toEqual([])
})

test.each([
  ['packages/engine/src/a.ts', '@flowstate/protocol'],
  ['packages/protocol/src/a.ts', '@flowstate/server'],
  ['packages/server/src/a.ts', '@flowstate/client'],
  ['packages/web/src/a.ts', '@flowstate/server'],
  ['packages/web/src/a.ts', '@flowstate/engine/src/b.ts'],
  ['packages/web/src/a.ts', '../../engine/src/b.ts'],
  ['packages/engine/src/a.ts', 'node:crypto'],
  ['packages/web/src/a.ts', 'node:crypto'],
  ['packages/web/src/a.ts', 'crypto'],
  ['packages/client/src/a.ts', 'ws'],
  ['packages/engine/src/a.ts', 'fast-check'],
  ['packages/sixth/src/a.ts', './b.ts'],
  ['tests/simulation/a.test.ts', '../../packages/server/src/b.ts'],
  ['tests/simulation/a.test.ts', '@flowstate/server/src/b.ts'],
  ['packages/server/src/a.ts', '@flowstate/engine/testing'],
])('%s must not import %s', (path, specifier) => {
  expect(direction(path, specifier)).toHaveLength(1)
})

test('an import cycle is found once, through doors and type imports too', () => {
  const files = [
    parseSource('packages/engine/src/index.ts', "export * from './a.ts'"),
    parseSource('packages/engine/src/a.ts', "import type { B } from './b.ts'"),
    parseSource('packages/engine/src/b.ts', "import { c } from './c.ts'\nimport { d } from './d.ts'"),
    parseSource('packages/engine/src/c.ts', "import '@flowstate/engine'"),
    parseSource('packages/engine/src/d.ts', "import './missing.ts'"),
  ]
  const findings = checkCycles(files)
  expect(findings).toHaveLength(1)
  expect(findings[0]?.message).toContain('packages/engine/src/c.ts')
  expect(findings[0]?.message).not.toContain('packages/engine/src/d.ts')
  expect(checkCycles(files.filter(({ path }) => !path.endsWith('/c.ts')))).toEqual([])
})

test('a file past 300 lines is reported; one on the list may only shrink, and the list with it', () => {
  const lines = (count: number) => [parseSource('packages/web/src/a.ts', '\n'.repeat(count))]
  expect(checkSizes(lines(300), {})).toEqual([])
  expect(checkSizes(lines(301), {})).toHaveLength(1)
  const allowed = { 'packages/web/src/a.ts': 400 }
  expect(checkSizes(lines(400), allowed)).toEqual([])
  expect(checkSizes(lines(401), allowed)).toHaveLength(1)
  expect(messages(checkSizes(lines(399), allowed))[0]).toContain('lower its entry')
  expect(messages(checkSizes(lines(10), allowed))[0]).toContain('needs no entry')
  expect(messages(checkSizes([], allowed))[0]).toContain('needs no entry')
})

test('ways around the type checker and loose notes are reported', () => {
  const note = ['TO', 'DO'].join('')
  const silenced = '// biome-ignore lint/suspicious/noExplicitAny: because'
  const bad = ['d as unknown as D', '// @ts-ignore', '/* @ts-expect-error */', silenced, `// ${note} later`]
  for (const text of bad) expect(checkEscapes([parseSource('a.ts', text)]), text).toHaveLength(1)
  const good = ["'d as unknown as D'", 'x as unknown', '// as unknown as', '// biome-ignore lint/a/b: c']
  for (const text of good) expect(checkEscapes([parseSource('a.ts', text)]), text).toEqual([])
})

test('file names are kebab-case, say something, and exist once', () => {
  const names = (...paths: string[]) => checkNames(paths.map((path) => parseSource(path, '')))
  expect(
    names('packages/web/src/a-b.ts', 'packages/web/src/a-b.test.ts', 'packages/web/src/a-b.module.css'),
  ).toEqual([])
  expect(names('packages/engine/src/index.ts', 'packages/server/src/index.ts')).toEqual([])
  expect(names('packages/web/src/shapePanel.ts')).toHaveLength(1)
  expect(names('packages/web/src/utils/a.ts')).toHaveLength(1)
  expect(names('packages/web/src/editor/index.ts')).toHaveLength(1)
  expect(messages(names('packages/web/src/a.ts', 'packages/server/src/a.ts'))).toEqual([
    'has the name of packages/web/src/a.ts',
  ])
})

test('the engine knows no clock, chance, timer or Node; the client no Node', () => {
  const impure = (name: string, text: string) =>
    checkPurity([parseSource(`packages/${name}/src/a.ts`, text)]).length
  for (const text of [
    'Date.now()',
    'new Date()',
    'Math.random()',
    'setTimeout(f, 1)',
    'process.env',
    'fetch(u)',
  ]) {
    expect(impure('engine', text), text).toBe(1)
    expect(impure('server', text), text).toBe(0)
  }
  for (const text of ['new Date(ms)', 'Math.round(x)', 'deps.fetch(u)', 'x.process.y', '// Date.now()']) {
    expect(impure('engine', text), text).toBe(0)
  }
  expect(impure('client', 'process.env')).toBe(1)
  expect(impure('client', 'setTimeout(f, 1)')).toBe(0)
})
