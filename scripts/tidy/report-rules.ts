/** `npm run rules`: which rules of docs/spec.md no test is titled with. A report, not a check. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { definedRules, testedRules } from './rules.ts'
import { readSources } from './source-files.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const defined = definedRules(readFileSync(`${root}/docs/spec.md`, 'utf8'))
if (defined.length === 0) throw new Error('docs/spec.md defines no rules: the reader is broken')
const tested = testedRules(readSources(root))
const untested = defined.filter((rule) => !tested.has(rule))
const unknown = [...tested].filter((rule) => !defined.includes(rule))
console.log(`${defined.length - untested.length} of ${defined.length} rules have a test titled with them`)
if (untested.length > 0) console.log(`without: ${untested.join(' ')}`)
if (unknown.length > 0) console.log(`in titles only: ${unknown.join(' ')}`)
