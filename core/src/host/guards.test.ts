import { afterEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../contracts/errors.js';
import { HOOK_KINDS, type HookName, type Hooks } from '../contracts/hooks.js';
import type { Plugin, PluginDefinition } from '../contracts/plugin.js';
import { createHooks } from '../hooks/create-hooks.js';
import { silentLogger } from '../log/silent-logger.js';
import { bootHost } from './boot.js';
import { failUnit } from './failures.js';
import type { Host } from './host.js';
import { manifestOf } from './manifest.js';
import { createScope } from './scope.js';
import { createUnit } from './unit.js';
import { dataDir } from '../../../test/support/data-dir.js';

const hosts: Host[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop({ force: true });
});
const pluginOf = (definition: Omit<PluginDefinition, 'summary'>): Plugin =>
  ({ kind: 'turnpike-plugin', definition: { summary: 'A test.', ...definition } }) as never;
const boom = (): never => {
  throw new Error('boom');
};
async function boot(...plugins: readonly Plugin[]): Promise<Host> {
  const values = { dataDir, bus: { url: 'memory' }, database: { url: 'none' }, http: { port: 0 } };
  const host = await bootHost({ dir: null, values, log: silentLogger, plugins, allTaps: true });
  hosts.push(host);
  return host;
}
const refusesOf = (host: Host, id: string) =>
  host.installed.scopes.find(({ plugin }) => plugin === id)?.refuses;
type Asking = Readonly<
  Record<string, Readonly<Record<string, { promise(...args: object[]): Promise<unknown> }>>>
>;
const ask = ({ hooks }: Host, name: string) => {
  const [room = '', verb = ''] = name.split('.');
  return (hooks as unknown as Asking)[room]![verb]!.promise({});
};
const open = pluginOf({
  id: 'open',
  permissions: { hooks: ['access.decide'] },
  taps: ({ hooks }) => hooks.access.decide.tap('open', () => 'allow'),
});

describe('a plugin that decides what is allowed, and fails', () => {
  const tapping = (hooks: Hooks) => hooks.request.accept.tap('guard', () => undefined);
  it.each<readonly [string, Partial<PluginDefinition>]>([
    [
      'before anything runs',
      { taps: ({ hooks }) => tapping(hooks), sweep: { everySeconds: 0, run: boom } },
    ],
    ['when it is built', { taps: ({ hooks }) => tapping(hooks), offers: [], provides: boom }],
    ['when it taps', { taps: boom }],
    ['behind its taps', { taps: ({ hooks }) => tapping(hooks), start: boom }],
  ])('%s: what it guards is refused in its name, the rest goes on', async (_when, members) => {
    const permissions = { hooks: ['request.accept', 'host.ready'] as const };
    const guard = pluginOf({ id: 'guard', permissions, ...members });
    const host = await boot(guard, open);
    expect(host.installed.running).toEqual(['open']);
    expect(refusesOf(host, 'guard')).toEqual(['request.accept']);
    const answer = await ask(host, 'request.accept');
    expect(answer).toMatchObject({ rule: 'plugin-failed' });
    expect((answer as { message: string }).message).toMatch(
      /^Plugin guard failed .*request.accept/,
    );
    expect(await ask(host, 'access.decide')).toBe('allow');
    const tap = host.installed.taps().find(({ plugin }) => plugin === 'guard');
    expect(tap).toMatchObject({ hook: 'request.accept', calls: 1, failures: 1 });
  });

  it('is asked before those who would allow', async () => {
    const permissions = { hooks: ['access.decide'] as const };
    const host = await boot(open, pluginOf({ id: 'guard', permissions, taps: boom }));
    expect(await ask(host, 'access.decide')).toBe('deny');
  });

  it('refuses at each kind of hook that decides', async () => {
    const deciding = (Object.keys(HOOK_KINDS) as HookName[]).filter(
      (name) => HOOK_KINDS[name].onFailure === 'refuse',
    );
    const host = await boot(
      pluginOf({ id: 'guard', permissions: { hooks: deciding }, taps: boom }),
    );
    expect(refusesOf(host, 'guard')).toEqual(deciding);
    for (const name of deciding.filter((one) => one !== 'script.stage')) {
      const answer = await ask(host, name).catch((error: unknown) => error);
      expect(answer, name).toBeDefined();
    }
    expect(() => host.hooks.script.stage.for('script').call({} as never)).toThrow('guard');
  });

  it('guards what it would tap where it declares nothing, and anything where that does not show', async () => {
    const plain = pluginOf({
      id: 'plain',
      taps: ({ hooks }) => hooks.job.payload.tap('plain', (context) => context),
    });
    const host = await boot(
      plain,
      pluginOf({ id: 'looks', taps: ({ hooks }) => hooks.host.ready.tap('x', boom) }),
    );
    expect(host.installed.running).toEqual([]);
    expect(refusesOf(host, 'plain')).toEqual(['job.payload']);
    expect(refusesOf(host, 'looks')).toEqual([]);
    const dark = await boot(pluginOf({ id: 'dark', taps: boom }));
    expect(refusesOf(dark, 'dark')).toContain('access.decide');
  });

  it('fails closed while it runs, too, and the server goes on', async () => {
    const guard = pluginOf({
      id: 'guard',
      permissions: { hooks: ['request.accept'] },
      taps: ({ hooks }) => tapping(hooks),
    });
    const host = await boot(guard);
    expect(await ask(host, 'request.accept')).toBeUndefined();
    expect(host.failForeign('guard', 'go on', new Error('late'))).toBe(true);
    expect(await ask(host, 'request.accept')).toMatchObject({ rule: 'plugin-failed' });
    await expect.poll(() => host.installed.running).toEqual([]);
  });
});

describe('one of ours that fails', () => {
  const fail = (definition: Omit<PluginDefinition, 'summary'>, cause: unknown) => {
    const loaded = {
      plugin: pluginOf(definition),
      id: definition.id,
      source: '@turnpike/plugin-x',
    };
    const unit = createUnit(loaded, manifestOf(loaded), createScope(definition.id));
    const hooks = createHooks();
    const isAsked = () => true;
    return failUnit(unit, 'start', cause, {
      units: [unit],
      log: silentLogger,
      options: {},
      hooks,
      isAsked,
    });
  };

  it('stops the start where it decides, or where the operator has something to mend', async () => {
    const guard = {
      id: 'gatekeeper',
      permissions: { hooks: ['request.accept'] as const },
      taps: boom,
    };
    await expect(fail(guard, new Error('no'))).rejects.toThrow(
      'gatekeeper decides what is allowed',
    );
    const taken = new ConfigError('TURNPIKE_WORKER_IN_USE', 'Another worker has this folder.');
    await expect(fail({ id: 'worker' }, taken)).rejects.toThrow('cannot run as it is configured');
    await expect(fail({ id: 'feeds' }, new Error('no'))).resolves.toBeUndefined();
  });
});
