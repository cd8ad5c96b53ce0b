import { expect, test } from 'vitest'
import { checkLockfile } from './lockfile.ts'

const check = (packages: Parameters<typeof checkLockfile>[0]['packages']) =>
  checkLockfile({ packages }).map(({ message }) => message)

test('a platform binary that is named but not in the lockfile is reported', () => {
  const tool = { 'node_modules/tool': { optionalDependencies: { 'tool-linux': '1.0.0' } } }
  expect(check(tool)).toHaveLength(1)
  expect(check({ ...tool, 'node_modules/tool-linux': {} })).toEqual([])
  expect(check({ ...tool, 'node_modules/tool/node_modules/tool-linux': {} })).toEqual([])
  expect(check({ ...tool, 'node_modules/other/node_modules/tool-linux': {} })).toHaveLength(1)
})

test('what a package inside a scope or another package needs is found further up', () => {
  const nested = { 'node_modules/a/node_modules/@s/b': { optionalDependencies: { c: '1' } } }
  expect(check({ ...nested, 'node_modules/a/node_modules/c': {} })).toEqual([])
  expect(check({ ...nested, 'node_modules/c': {} })).toEqual([])
  expect(check({ 'packages/web': { optionalDependencies: { c: '1' } }, 'node_modules/c': {} })).toEqual([])
})

test('git dependencies and registry addresses are reported, workspace links are not', () => {
  expect(check({ 'node_modules/a': { resolved: 'git+ssh://git@example.org/a.git#1' } })).toHaveLength(1)
  expect(check({ 'node_modules/a': { resolved: 'https://registry.example.org/a.tgz' } })).toHaveLength(1)
  expect(check({ 'node_modules/@flowstate/web': { resolved: 'packages/web', link: true } })).toEqual([])
})
