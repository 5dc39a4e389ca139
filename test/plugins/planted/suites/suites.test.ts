/** Mistakes in implementations: the suite of each kind finds them, with plugin, place, sentence and way out. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrokenContract, Check, Made } from '../../../../sdk/src/conformance/checks.js';
import { executorChecks } from '../../../../sdk/src/conformance/executor-checks.js';
import { languageChecks } from '../../../../sdk/src/conformance/language-checks.js';
import { logStoreChecks } from '../../../../sdk/src/conformance/log-store-checks.js';
import { notifierChecks } from '../../../../sdk/src/conformance/notifier-checks.js';
import { makeCase } from '../../../../sdk/src/conformance/notifier.js';
import { vcsChecks } from '../../../../sdk/src/conformance/vcs-checks.js';
import { brokenBy } from './broken-by.js';
import { executorWith, plantedExecutors } from './executors.js';
import { plantedLanguages, zig } from './languages.js';
import { closeLeaked, logStore, plantedLogStores } from './log-stores.js';
import { pigeon, plantedNotifiers, pluginOf, subjectOf } from './notifiers.js';
import { plantedVcsProviders, vcsProvider } from './vcs-providers.js';

/** Only the checks of that member: what they say is what the suite says. */
async function found<S>(
  plugin: string,
  checks: readonly Check<S>[],
  at: string,
  make: () => Promise<Made<S>>,
): Promise<void> {
  const own = checks.filter((check) => check.at === at);
  const broken: BrokenContract | undefined = await brokenBy(plugin, own, make);
  expect(broken, 'the suite is green').toBeDefined();
  expect(broken).toMatchObject({ plugin, at });
  expect(broken?.wayOut).toMatch(/\S{3}/);
  expect(broken?.message).toMatch(new RegExp(`^${plugin}: .+ breaks its contract: “.+”`));
}

describe('a notifier', () => {
  const make = (flaw: (typeof plantedNotifiers)[number]['flaw']) => () =>
    makeCase(
      'notify-pigeon',
      flaw.plugin ?? pluginOf(),
      subjectOf({ ...pigeon, ...flaw.notifier }),
    );
  it('that is right passes its suite', async () => {
    expect(await brokenBy('notify-pigeon', notifierChecks, make({}))).toBeUndefined();
  });
  it.each(plantedNotifiers)('is found out: $what', ({ at, flaw }) =>
    found('notify-pigeon', notifierChecks, at, make(flaw)),
  );
});

describe('a language', () => {
  const make = (flaw: object) => async () => ({
    subject: { definition: { ...zig, ...flaw }, others: [] },
    dispose: async () => undefined,
  });
  it('that is right passes its suite', async () => {
    expect(await brokenBy('zig', languageChecks, make({}))).toBeUndefined();
  });
  it.each(plantedLanguages)('is found out: $what', ({ at, flaw }) =>
    found('zig', languageChecks, at, make(flaw)),
  );
});

describe('a log store', () => {
  afterAll(closeLeaked);
  it('that is right passes its suite', async () => {
    expect(await brokenBy('store-fs', logStoreChecks, logStore())).toBeUndefined();
  });
  it.each(plantedLogStores)('is found out: $what', ({ at, flaw }) =>
    found('store-planted', logStoreChecks, at, logStore(flaw.flaw, flaw.forgets === true)),
  );
});

describe('an executor', { timeout: 120_000 }, () => {
  it('that is right passes its suite', async () => {
    expect(await brokenBy('executor-shed', executorChecks, executorWith())).toBeUndefined();
  });
  it.each(plantedExecutors)('is found out: $what', ({ at, flaw }) =>
    found('executor-shed', executorChecks, at, executorWith(flaw)),
  );
});

describe('a VCS provider', { timeout: 120_000 }, () => {
  let base: Awaited<ReturnType<typeof vcsProvider>>;
  beforeAll(async () => {
    base = await vcsProvider();
  }, 120_000);
  afterAll(() => base.stop());
  it('that is right passes its suite', async () => {
    expect(await brokenBy('vcs-git', vcsChecks, base.subjectOf())).toBeUndefined();
  });
  it.each(plantedVcsProviders)('is found out: $what', ({ at, flaw }) =>
    found('vcs-planted', vcsChecks, at, base.subjectOf(flaw)),
  );
});
