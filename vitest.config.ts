import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Tests keep no state in modules, so one worker may load them once: loading took longer than testing.
          isolate: false,
          include: ['test/{unit,scenarios,model}/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'system',
          include: ['test/system/**/*.system.ts'],
          // Real daemons, namespaces and virtual machines: one file at a time, or they starve each other.
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['menus/**', 'drivers/**', 'firmware/**', 'simulator/**'],
      reporter: ['text-summary', 'json-summary'],
    },
  },
});
