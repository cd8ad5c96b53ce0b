import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take far longer than their size tells, the longest of each project first. */
const longest = [
  'packages/server/src/main.test.ts',
  'packages/server/src/cli/export-canvas.test.ts',
  'packages/server/src/assets/outside-assets.test.ts',
  'packages/server/src/auth/reset-password.test.ts',
  'tests/simulation/planted-bugs.test.ts',
  'tests/faults/kill-embedded.test.ts',
  'tests/faults/malformed-bodies.test.ts',
  'tests/faults/second-process.test.ts',
  'tests/faults/kill-postgres.test.ts',
  'tests/e2e/accessibility.e2e.test.ts',
  'tests/e2e/typing.e2e.test.ts',
  'tests/e2e/offline.e2e.test.ts',
]

/**
 * Without figures of an earlier run Vitest begins with the largest files. One that is small and takes minutes would begin
 * last, and the other core would wait for it.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rank = ({ moduleId }: TestSpecification) => {
      const place = longest.findIndex((path) => moduleId.endsWith(`/${path}`))
      return place < 0 ? longest.length : place
    }
    return sorted.sort((one, other) => rank(one) - rank(other))
  }
}
