import { defineConfig } from 'vitest/config'

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
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{packages,tests,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', '**/*.{pg,redis,e2e}.test.ts', 'tests/{simulation,faults}/**'],
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
          testTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/**/*.e2e.test.ts'],
          globalSetup: ['tests/support/browser-global-setup.ts'],
          testTimeout: 120_000,
        },
      },
    ],
  },
})
