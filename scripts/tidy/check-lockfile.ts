/** `npm run lockfile`: whether `npm ci` will work elsewhere. */
import { readFileSync } from 'node:fs'
import { checkLockfile, isLockfile } from './lockfile.ts'
import { formatFinding } from './source-files.ts'

const lockfile: unknown = JSON.parse(
  readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'),
)
if (!isLockfile(lockfile)) throw new Error('package-lock.json has no packages')
const findings = checkLockfile(lockfile)
for (const finding of findings) console.error(formatFinding(finding))
console.log(`${Object.keys(lockfile.packages).length} packages, ${findings.length} findings`)
process.exitCode = findings.length > 0 ? 1 : 0
