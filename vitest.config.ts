import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['flowstate-source', 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['flowstate-source', 'node', 'import', 'default'] } },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'packages/*/src/**/*.test.tsx', 'tests/**/*.test.ts', 'scripts/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
