import { spawnSync } from 'node:child_process'
import { accessSync, constants, globSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { PrerequisiteName } from './stage.ts'

type Prerequisite = {
  /** Where it may be: paths, patterns of paths, or names to look for in PATH. The first that exists is used. */
  readonly candidates: readonly string[]
  /** A path in this variable goes before the candidates, and tests are told what was found in it. */
  readonly variable: string
  readonly debianPackage: string
}

export const prerequisites: Readonly<Record<PrerequisiteName, Prerequisite>> = {
  postgresql: {
    candidates: ['/usr/lib/postgresql/*/bin/initdb', 'initdb'],
    variable: 'FLOWSTATE_TEST_PG_INITDB',
    debianPackage: 'postgresql',
  },
  redis: {
    candidates: ['redis-server', 'valkey-server'],
    variable: 'FLOWSTATE_TEST_REDIS',
    debianPackage: 'redis-server',
  },
  chromium: {
    // The browser without the windows around it: the same engine, in two thirds of the time.
    candidates: [
      '/usr/bin/chromium-headless-shell',
      '/usr/bin/chromium',
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
    ],
    variable: 'CHROME_PATH',
    debianPackage: 'chromium-headless-shell',
  },
  strace: { candidates: ['strace'], variable: 'FLOWSTATE_TEST_STRACE', debianPackage: 'strace' },
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The path of an installed prerequisite. Of several versions a pattern matches, the highest. */
export function findPrerequisite(name: PrerequisiteName, env: NodeJS.ProcessEnv): string | undefined {
  const { candidates, variable } = prerequisites[name]
  const chosen = env[variable]
  const directories = (env.PATH ?? '').split(delimiter)
  const byVersion = new Intl.Collator('en', { numeric: true }).compare
  const paths = (chosen ? [chosen] : candidates).flatMap((candidate) =>
    candidate.includes('/')
      ? globSync(candidate).sort(byVersion).reverse()
      : directories.map((directory) => join(directory, candidate)),
  )
  return paths.find(isExecutable)
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && isExecutable('/usr/bin/apt-get')
}

function aptGet(parameters: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status, stdout, stderr } = spawnSync('/usr/bin/apt-get', parameters, { env, encoding: 'utf8' })
  if (status !== 0) console.error(`apt-get ${parameters.join(' ')} failed:\n${stdout}${stderr}`)
}

/**
 * Installs what is missing, on a Debian where we may (root). What cannot be installed is simply not there afterwards;
 * the caller looks again.
 */
export function installPrerequisites(names: readonly PrerequisiteName[]): void {
  if (names.length === 0 || !canInstall()) return
  const packages = names.map((name) => prerequisites[name].debianPackage)
  console.log(`Installing Debian packages: ${packages.join(' ')} ...`)
  aptGet(['update', '-q'])
  aptGet(['install', '-q', '-y', '--no-install-recommends', ...packages])
}
