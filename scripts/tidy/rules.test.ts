import { expect, test } from 'vitest'
import { definedRules, testedRules } from './rules.ts'
import { parseSource } from './source-files.ts'

test('rules are defined by bold numbers that begin a list item', () => {
  expect(definedRules('- **OP1** One.\n- **CM12** Two, see **UN3**.\n\ntext **SY4**')).toEqual([
    'OP1',
    'CM12',
  ])
})

test('a rule is tested when the title of a test begins with it, alone or among others', () => {
  const text = "test('OP1 one', f)\ntest(`UN2, UN3: both`, f)\ntest('see CM4', f) // SY9 no"
  expect([...testedRules([parseSource('packages/engine/src/a.test.ts', text)])]).toEqual([
    'OP1',
    'UN2',
    'UN3',
  ])
  expect([...testedRules([parseSource('packages/engine/src/a.ts', text)])]).toEqual([])
})
