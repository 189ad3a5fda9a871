import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts'],
    // Processes, not threads: a thread that is ended while an engine's native code runs takes the whole run with it.
    pool: 'forks',
    maxWorkers: 2,
    // One process for many files: a process that begins anew loads the platform and reads the whole catalogue again, five seconds of processor
    // time a file. So a test leaves nothing behind in its process: it closes what it opens, and gives back what it set in the environment.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
})
