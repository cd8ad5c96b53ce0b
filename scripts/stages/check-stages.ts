import { runCommand } from './run-command.ts'
import { oneFailed, onePassed, type Stage } from './stage.ts'

function check(name: string, command: readonly string[]): Stage {
  return {
    name,
    needs: [],
    run: async (context) => ((await runCommand(command, context)) ? onePassed : oneFailed),
  }
}

/** Checks that are one command each, quickest explanation of a broken checkout first. */
export const checkStages: readonly Stage[] = [
  check('lockfile', [process.execPath, 'scripts/tidy/check-lockfile.ts']),
  check('types', ['tsc', '-b']),
  check('lint', ['biome', 'check', '--error-on-warnings', '.']),
  check('tidy', [process.execPath, 'scripts/tidy/run-tidy.ts']),
  check('dead', ['knip']),
  check('build', [process.execPath, '--input-type=module', '-e', buildProgram()]),
  check('first load', [process.execPath, 'scripts/stages/check-first-load.ts']),
]

/** The same step `npm start` takes, so that browser tests find the app built and a broken build is a failure here. */
function buildProgram(): string {
  return `const { buildWebOnce } = await import('./scripts/build-web-once.mjs'); await buildWebOnce()`
}
