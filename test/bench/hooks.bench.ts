/**
 * What one tap of a hook costs, in processor time: of the house, from elsewhere (what it is given is frozen), and
 * where secrets are withheld from it. In a process of its own, by the clock: from the question to the answer.
 */
import type { Hooks, HookName, JobPayload, Plugin } from '@turnpike/core/contracts';
import { permissionsOf } from '@turnpike/core/contracts';
import {
  buildRecord,
  jobRecord,
  repositoryRecord,
  requestContext,
  testPlugin,
} from '@turnpike/sdk/testing';
import { createHooks } from '../../core/src/hooks/create-hooks.js';
import { scopedHooks } from '../../core/src/hooks/scoped-hooks.js';
import { systemClock } from '../../core/src/host/system-clock.js';
import { asPlugin } from '../../core/src/host/whose.js';
import { silentLogger } from '../../core/src/log/silent-logger.js';
import type { Bench, Figure } from './harness.js';

const CALLS = 300_000;
const PAYLOADS = 3_000;
const BUDGET_MICROS = 0.3;
const APART_CALLS = 2_000;
const APART_BUDGET_MICROS = 1_000;
const names: readonly HookName[] = ['job.route', 'job.payload'];

interface Tapper {
  readonly isForeign: boolean;
  readonly secrets?: true;
}
/** Hooks with so many taps, each of a plugin of its own, run as the host runs them. */
function tapped(count: number, { isForeign, secrets }: Tapper, tap: (hooks: Hooks) => void): Hooks {
  const hooks = createHooks();
  for (let index = 0; index < count; index += 1) {
    const plugin = `plugin-${index}`;
    const declared = permissionsOf({ hooks: names, ...(secrets ? { secrets } : {}) });
    tap(
      scopedHooks(hooks, {
        plugin,
        rights: { ...declared, isForeign },
        within: (work) => asPlugin(plugin, work),
        log: silentLogger,
        clock: systemClock,
        timeLimitMs: 60_000,
        asked: () => true,
        onTap: () => undefined,
        onSkipped: () => undefined,
      }),
    );
  }
  return hooks;
}
const route = (hooks: Hooks) => hooks.job.route.tap('bench', () => undefined);
const payload = (hooks: Hooks) => hooks.job.payload.tap('bench', (context) => context);

const job = jobRecord();
const usual: JobPayload = {
  config: { os: 'linux', env: ['A=1', 'SECURE B=hidden-value'], script: ['make', 'make test'] },
  repository: { slug: 'a/b', source_url: 'https://git.example.org/a/b' },
  job: { id: 1 },
  env_vars: [{ name: 'TOKEN', value: 'hidden-too', public: false }],
  secrets: ['hidden-value'],
  ssh_key: { value: 'private' },
  turnpike: { run: 1, job_token: 'token', clone: { url: 'https://git.example.org/a/b' } },
};

async function cpuMicros(calls: number, work: () => void | Promise<void>): Promise<number> {
  const since = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(since);
  return (user + system) / calls;
}

/** The context is a new one at each call, as the scheduler makes it. */
const microsOfRoute = (hooks: Hooks): Promise<number> =>
  cpuMicros(CALLS, () => {
    for (let call = 0; call < CALLS; call += 1)
      hooks.job.route.call({ job, slug: 'a/b', needs: job.needs });
  });

const microsOfPayload = (hooks: Hooks): Promise<number> =>
  cpuMicros(PAYLOADS, async () => {
    const records = { job, build: buildRecord(), repository: repositoryRecord() };
    for (let call = 0; call < PAYLOADS; call += 1)
      await hooks.job.payload.promise({ ...records, payload: { ...usual } });
  });

/** One call after another, of a plugin as strangers write it. */
async function microsApart(): Promise<{ readonly veto: number; readonly payload: number }> {
  const module = new URL('../plugins/apart/field/quiet-hours.mjs', import.meta.url);
  const { plugin } = (await import(module.href)) as { plugin: Plugin };
  const host = await testPlugin(plugin, { apart: module });
  const context = requestContext();
  const records = { job, build: buildRecord(), repository: repositoryRecord() };
  const veto = await clockMicros(() => host.hooks.request.accept.promise(context));
  const payload = await clockMicros(() =>
    host.hooks.job.payload.promise({ ...records, payload: { ...usual } }),
  );
  await host.stop();
  return { veto, payload };
}

async function clockMicros(work: () => Promise<unknown>): Promise<number> {
  for (let call = 0; call < 200; call += 1) await work();
  const since = performance.now();
  for (let call = 0; call < APART_CALLS; call += 1) await work();
  return ((performance.now() - since) * 1_000) / APART_CALLS;
}

const micros = (value: number, budget?: number): Figure => ({
  value,
  unit: 'µs',
  ...(budget === undefined ? {} : { budget }),
});

export const bench: Bench = {
  name: 'hooks',
  summary: 'calls of hooks, with taps of the house, from elsewhere, and with secrets withheld',
  async round() {
    const house = { isForeign: false };
    const elsewhere = { isForeign: true };
    const one = await microsOfRoute(tapped(1, elsewhere, route));
    const six = await microsOfRoute(tapped(6, elsewhere, route));
    const shown = { isForeign: true, secrets: true } as const;
    const apart = await microsApart();
    return {
      no_tap_us: micros(await microsOfRoute(tapped(0, house, route))),
      tap_of_the_house_us: micros(await microsOfRoute(tapped(1, house, route)), BUDGET_MICROS),
      first_tap_from_elsewhere_us: micros(one, BUDGET_MICROS),
      each_further_tap_us: micros((six - one) / 5, BUDGET_MICROS),
      payload_all_shown_us: micros(await microsOfPayload(tapped(1, shown, payload))),
      payload_secrets_withheld_us: micros(await microsOfPayload(tapped(1, elsewhere, payload))),
      veto_in_a_process_of_its_own_us: micros(apart.veto, APART_BUDGET_MICROS),
      payload_in_a_process_of_its_own_us: micros(apart.payload, APART_BUDGET_MICROS),
    };
  },
};
