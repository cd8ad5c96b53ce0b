import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/support/longest-first.ts'

/**
 * Workspace packages resolve to their TypeScript sources everywhere, with no build in between. Packages from npm keep
 * Vite's own conditions. `import` must not be among the external ones: Node would apply it to `require` as well.
 */
const sources = 'flowstate-source'
const conditions = [sources, 'module', 'node', 'development|production']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: [sources, 'node', 'module-sync'] } },
  test: {
    pool: 'forks',
    // Of its own accord it leaves one of two cores idle.
    maxWorkers: 2,
    // Where embedded databases come and go in the threads of one process, V8 13.6 may free the same WebAssembly code twice and
    // end the process (nodejs/node issue 64500; seen in `WasmImportWrapperCache::Free`). Nothing is freed then.
    execArgv: ['--no-wasm-code-gc'],
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{packages,tests,scripts}/**/*.test.ts'],
          exclude: [
            '**/node_modules/**',
            '**/*.{pg,redis,e2e}.test.ts',
            'tests/{simulation,faults}/**',
            'packages/web/**',
          ],
          // What these modules know they keep in what they make, not in themselves: files may share them.
          isolate: false,
          unstubGlobals: true,
        },
      },
      {
        extends: true,
        test: {
          // A page is one of its kind: the app keeps its language and its stores in modules.
          name: 'unit-web',
          include: ['packages/web/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', '**/*.e2e.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['{packages,tests}/**/*.pg.test.ts'],
          exclude: ['**/node_modules/**', 'tests/faults/**'],
          globalSetup: ['tests/support/postgres-global-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'redis',
          include: ['{packages,tests}/**/*.redis.test.ts'],
          exclude: ['**/node_modules/**', 'tests/faults/**'],
          globalSetup: ['tests/support/redis-global-setup.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'simulation', include: ['tests/simulation/**/*.test.ts'], testTimeout: 300_000 },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          // Much of it is waiting: for disks, and for processes that start and end.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          testTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/**/*.e2e.test.ts'],
          globalSetup: ['tests/support/browser-global-setup.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          testTimeout: 120_000,
        },
      },
    ],
  },
})
