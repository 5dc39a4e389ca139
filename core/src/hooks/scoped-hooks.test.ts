import { beforeEach, describe, expect, it } from 'vitest';
import { createHooks } from './create-hooks.js';
import { scopedHooks } from './scoped-hooks.js';
import type { TapRecord } from './tap-runner.js';
import { HOOK_KINDS, type Hooks, type HookName } from '../contracts/hooks.js';
import { permissionsOf } from '../contracts/permissions.js';
import { silentLogger } from '../log/silent-logger.js';
import { openStore } from '../store/open-store.js';

const { secrets } = permissionsOf({ secrets: true });
let hooks: Hooks;
let records: TapRecord[];
let undos: (() => void)[];
let skipped: HookName[];
beforeEach(() => {
  hooks = createHooks();
  records = [];
  undos = [];
  skipped = [];
});

function hooksOf(plugin: string, asked = true): Hooks {
  return scopedHooks(hooks, {
    plugin,
    rights: { hooks: Object.keys(HOOK_KINDS) as HookName[], secrets, isForeign: false },
    within: (work) => work(),
    log: silentLogger,
    clock: { monotonic: () => performance.now() },
    timeLimitMs: 30,
    asked: () => asked,
    onTap(record, undo) {
      records.push(record);
      undos.push(undo);
    },
    onSkipped: (hook) => skipped.push(hook),
  });
}
const context = {} as never;
const never = (): Promise<never> => new Promise(() => undefined);

describe('a tap', () => {
  it('answers, is counted and timed, and is undone', async () => {
    const no = { rule: 'no', message: 'No.' };
    hooksOf('a').request.accept.tap('a', () => undefined);
    hooksOf('b').request.accept.tapPromise('b', async () => no);
    hooksOf('c').request.accept.tapAsync('c', (_context, done) => done(null, undefined));
    expect(await hooks.request.accept.promise(context)).toBe(no);
    expect(records.map(({ plugin, calls }) => [plugin, calls])).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 0],
    ]);
    expect(records[1]?.totalMs).toBeGreaterThanOrEqual(0);
    undos[1]?.();
    expect(await hooks.request.accept.promise(context)).toBeUndefined();
    expect(records[2]?.calls).toBe(1);
  });

  it('can be put before another one', async () => {
    hooksOf('late').notification.filter.tap('late', () => 'late');
    hooksOf('early').notification.filter.tap({ name: 'early', stage: -1 }, () => 'early');
    expect(await hooks.notification.filter.promise(context)).toBe('early');
  });

  it('hands on what a waterfall changed', async () => {
    hooksOf('a').job.payload.tap('a', (before) => ({ ...before, payload: { a: 1 } as never }));
    hooksOf('b').job.payload.tap('b', () => undefined as never);
    expect(await hooks.job.payload.promise({ job: 1 } as never)).toEqual({
      job: 1,
      payload: { a: 1 },
    });
  });

  it('of a stage stands in its stage only', () => {
    const seen: string[] = [];
    hooksOf('a')
      .script.stage.for('install')
      .tap('a', () => void seen.push('install'));
    hooks.script.stage.for('script').call(context);
    hooks.script.stage.for('install').call(context);
    expect(seen).toEqual(['install']);
    expect(records[0]).toMatchObject({ hook: 'script.stage', key: 'install', calls: 1 });
  });

  it('is left out and listed where the hook is asked elsewhere', async () => {
    hooksOf('a', false).request.accept.tap('a', () => ({ rule: 'no', message: '' }));
    expect(await hooks.request.accept.promise(context)).toBeUndefined();
    expect(skipped).toEqual(['request.accept']);
  });
});

it('names a hook that does not exist', () => {
  const { request } = hooksOf('a') as unknown as { request: Record<string, unknown> };
  expect(() => request['acept']).toThrow(
    'There is no hook request.acept. Did you mean "request.accept"?',
  );
});

describe('a failing tap', () => {
  const fail = (): never => {
    throw new Error('out of order');
  };

  it.each([
    ['throws', fail],
    ['hangs', never],
  ])('that %s is a refusal naming its plugin where the hook decides', async (_how, tap) => {
    hooksOf('broken').request.approve.tapPromise('broken', async () => tap());
    const refusal = await hooks.request.approve.promise(context);
    expect(refusal).toMatchObject({ rule: 'plugin-failed' });
    expect(refusal?.message).toContain('Plugin broken failed in the hook request.approve');
    expect(records[0]).toMatchObject({ calls: 1, failures: 1 });
  });

  it('denies access, limits a job and skips a notification', async () => {
    const broken = hooksOf('broken');
    broken.access.decide.tap('broken', fail);
    broken.job.limit.tap('broken', fail);
    broken.notification.filter.tap('broken', fail);
    expect(await hooks.access.decide.promise(context)).toBe('deny');
    expect(await hooks.job.limit.promise(context)).toMatchObject({ limit: 'broken' });
    expect(await hooks.notification.filter.promise(context)).toContain('broken');
  });

  it('stops a value that must not go on without it', async () => {
    hooksOf('broken').job.payload.tap('broken', fail);
    await expect(hooks.job.payload.promise(context)).rejects.toMatchObject({
      code: 'TURNPIKE_HOOK_FAILED',
      details: { plugin: 'broken', hook: 'job.payload' },
    });
  });

  it('is left out elsewhere, and the others go on', async () => {
    const seen: string[] = [];
    hooksOf('broken').instance.started.tap('broken', fail);
    hooksOf('slow').instance.started.tapPromise('slow', never);
    hooksOf('fine').instance.started.tap('fine', () => void seen.push('fine'));
    await hooks.instance.started.promise(context);
    expect(seen).toEqual(['fine']);
    hooksOf('broken').log.filter.tap('broken', fail);
    const bytes = { run: { jobId: 1, run: 1 }, bytes: new Uint8Array([1]) };
    expect(hooks.log.filter.call(bytes)).toBe(bytes);
  });
});

it('refuses to ask a hook inside a transaction', async () => {
  const opened = await openStore({ url: 'sqlite::memory:', dataDir: '.' });
  await opened.migrate([]);
  hooksOf('a').request.accept.tap('a', () => undefined);
  await expect(
    opened.store.transaction(() => hooks.request.accept.promise(context)),
  ).rejects.toMatchObject({ code: 'TURNPIKE_STORE_TRANSACTION' });
  await opened.close();
});
