import { defineConfig } from 'vitest/config';

/** Every statement, branch, function and line. */
const WHOLE = { statements: 100, branches: 100, functions: 100, lines: 100 };

/** Named by each project: inherited, it would be set up once for itself and once for all. */
const TEMPORARY_DIRECTORY = 'test/support/temporary-directory.ts';

/** Ends what hangs. Nothing is judged by how long it takes, and a busy machine takes many times as long. */
const LIMIT_ms = 600_000;

export default defineConfig({
  test: {
    testTimeout: LIMIT_ms,
    hookTimeout: LIMIT_ms,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          globalSetup: TEMPORARY_DIRECTORY,
          // Tests keep no state in modules, so one worker may load them once: loading took longer than testing.
          isolate: false,
          // Both cores of the smallest machine this is built on: by default one would be kept free.
          maxWorkers: '100%',
          include: ['test/{unit,scenarios,model}/**/*.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          name: 'system',
          globalSetup: TEMPORARY_DIRECTORY,
          include: ['test/system/**/*.system.ts'],
          // Real daemons, namespaces and virtual machines mostly wait for each other; more than two files at a time
          // starve each other on two cores.
          maxWorkers: 2,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['{menus,drivers,firmware,simulator}/**/*.{ts,tsx}'],
      exclude: ['test/**'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: {
        // What decides alone is held whole: menus, and every translation between bytes or files and values.
        'menus/**': WHOLE,
        'drivers/*/codec.ts': WHOLE,
        'drivers/{charset,*}/{charset,glyphs,hd44780}.ts': WHOLE,
        'firmware/state/settings-codec.ts': WHOLE,
        // The rest of what unit tests reach; what is missing are failures of devices, seen by the system tests.
        'drivers/**': { statements: 93, branches: 89, functions: 90, lines: 93 },
        'firmware/{appliance,config,config-file,control,log,sessions,state,update}/**': {
          statements: 94,
          branches: 80,
          functions: 93,
          lines: 95,
        },
        'firmware/network/{*.ts,parts/**,backends/simulated/**}': {
          statements: 94,
          branches: 87,
          functions: 92,
          lines: 96,
        },
        // With the NetworkManager backend and the programs' entries: processes of their own, and system tests'.
        'firmware/**': { statements: 74, branches: 66, functions: 75, lines: 75 },
        'simulator/**': { statements: 80, branches: 73, functions: 81, lines: 80 },
      },
    },
  },
});
