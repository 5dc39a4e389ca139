import type { BootState } from './boot-state.js';
import { createSweeper } from './sweeper.js';

/** Readers take what is three times as old. */
const EVERY_SECONDS = 60;

/** Where there is a database, the other processes read the facts of this one there. */
export function startReporter(boot: BootState): void {
  const store = boot.store?.store;
  if (!store) return;
  const { installed, log } = boot;
  boot.reporter = createSweeper({
    plugin: 'core',
    name: 'facts',
    everySeconds: EVERY_SECONDS,
    connected: () => true,
    log,
    clock: boot.core.clock,
    run: async () =>
      store.facts.report({ process: installed.process.name, facts: await installed.facts() }),
  });
  boot.reporter.start();
}
