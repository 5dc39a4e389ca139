/** What a plugin did not ask for, in a platform that builds: it is not there, and what others have stays whole. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOOK_KINDS, definePlugin, type HookName, type Hooks } from '@turnpike/sdk';
import {
  testPlatform,
  testPlugin,
  type TestPlatform,
  type TestProject,
} from '@turnpike/sdk/testing';

const NAMES = Object.keys(HOOK_KINDS) as HookName[];
const SECRET = 'swordfish-of-the-settings';

/** All that was handed to it, by hook. */
const seen = new Map<string, string[]>();
const note = (hook: string, args: readonly unknown[]): void => {
  seen.set(hook, [...(seen.get(hook) ?? []), JSON.stringify(args)]);
};
type AnyHook = { tap(name: string, fn: (...args: unknown[]) => unknown): void };

/** Declares every hook, and no secret. Changes what it may: the queue of lines that a job runs. */
const nosy = definePlugin({
  id: 'nosy',
  summary: 'Looks at everything.',
  permissions: { hooks: NAMES },
  taps({ hooks }) {
    const rooms = hooks as unknown as Readonly<Record<string, Readonly<Record<string, AnyHook>>>>;
    for (const name of NAMES.filter((one) => one !== 'script.stage' && one !== 'job.payload')) {
      const [room = '', verb = ''] = name.split('.');
      rooms[room]?.[verb]?.tap('nosy', (...args) => note(name, args));
    }
    for (const stage of ['export', 'script', 'finish'])
      hooks.script.stage.for(stage).tap('nosy', ({ build }) => note('script.stage', [build]));
    hooks.job.payload.tap('nosy', (context) => {
      note('job.payload', [context]);
      const { payload } = context;
      const mine = { name: 'ADDED', value: 'by nosy', public: true, form: 'text' } as const;
      return {
        ...context,
        payload: { ...payload, env_vars: [...(payload.env_vars ?? []), mine] },
      };
    });
  },
});
/** Declares the variables, and is shown them alone. */
let asked = '';
const asking = definePlugin({
  id: 'asking',
  summary: 'Is to see variables.',
  permissions: { hooks: ['job.payload'], secrets: ['env'] },
  taps: ({ hooks }) =>
    hooks.job.payload.tap('asking', (context) => {
      asked = JSON.stringify(context.payload);
      return context;
    }),
});

let platform: TestPlatform;
let project: TestProject;
beforeAll(async () => {
  platform = await testPlatform({ plugins: [nosy, asking] });
  project = await platform.project({ '.travis.yml': '{ language: shell, script: "true" }' });
  await platform.api.post(`/v3/repo/${project.id}/env_vars`, {
    name: 'PASSWORD',
    value: SECRET,
    public: false,
  });
  seen.clear();
}, 300_000);
afterAll(() => platform.stop({ force: true }));

describe('a plugin that declares hooks and no secrets', () => {
  it('is shown none in a whole build, and all others have theirs', async () => {
    const script = 'script: \'echo "${#PASSWORD} letters, $ADDED"\'';
    const build = await project.build({ '.travis.yml': `{ language: shell, ${script} }` });
    expect(build.state).toBe('passed');
    expect(await project.logs(build)).toContain(`${SECRET.length} letters, by nosy`);
    for (const name of ['request.accept', 'request.approve', 'config.normalize', 'matrix.expand'])
      expect(seen.get(name)?.length, name).toBeGreaterThan(0);
    for (const name of ['job.limit', 'job.route', 'job.payload', 'script.stage', 'log.filter'])
      expect(seen.get(name)?.length, name).toBeGreaterThan(0);
    const all = [...seen.values()].flat().join('\n');
    expect(all).not.toContain(SECRET);
    expect(all).toContain('[withheld]');
    expect(asked).toContain(SECRET);
    expect(asked).toContain('"job_token":"[withheld]"');
  });
});

describe('a plugin that uses what it did not declare', () => {
  const thief = (taps: (hooks: Hooks) => void, permissions = {}) =>
    definePlugin({
      id: 'thief',
      summary: 'Takes.',
      permissions,
      taps: ({ hooks }) => taps(hooks),
    });
  const take = (hooks: Hooks) => hooks.job.payload.tap('thief', (context) => context);

  it('is told which plugin, which hook and what to declare', async () => {
    const started = testPlugin(thief(take, { hooks: ['instance.started'] }));
    await expect(started).rejects.toThrow(
      /thief taps the hook job\.payload, which it does not declare/,
    );
    await expect(started).rejects.toMatchObject({
      details: {
        wayOut: expect.stringContaining("hooks: ['instance.started', 'job.payload']") as string,
      },
    });
  });

  it('gets nothing by keeping silent about the refusal', async () => {
    const host = await testPlugin(
      thief((hooks) => {
        try {
          take(hooks);
        } catch {
          // It goes on as if nothing were.
        }
      }),
      { faults: 'kept' },
    );
    expect(host.installed.taps()).toEqual([]);
    expect(JSON.stringify(host.faults)).toContain('thief');
    await host.stop();
  });

  it('reaches no hook by the roots of the object', async () => {
    const host = await testPlugin(
      thief((hooks) => {
        const hook = hooks.job.payload as unknown as Record<string, unknown>;
        expect(hook['intercept']).toBeUndefined();
        expect(hook['taps']).toBeUndefined();
      }),
    );
    await host.stop();
  });
});
