import { beforeEach, describe, expect, it } from 'vitest';
import type { Hooks, HookName, PayloadContext } from '../contracts/hooks.js';
import type { JobPayload } from '../contracts/payload.js';
import type { PluginPermissions } from '../contracts/permissions.js';
import { HOOK_SECRETS, permissionsOf } from '../contracts/permissions.js';
import { silentLogger } from '../log/silent-logger.js';
import { createHooks } from './create-hooks.js';
import { scopedHooks } from './scoped-hooks.js';
import { SHOWN } from './withhold/shown-arguments.js';

let hooks: Hooks;
beforeEach(() => {
  hooks = createHooks();
});

function hooksOf(plugin: string, declared?: PluginPermissions, isForeign = true): Hooks {
  return scopedHooks(hooks, {
    plugin,
    rights: { ...permissionsOf(declared), isForeign },
    within: (work) => work(),
    log: silentLogger,
    clock: { monotonic: () => performance.now() },
    timeLimitMs: 60_000,
    asked: () => true,
    onTap: () => undefined,
    onSkipped: () => undefined,
  });
}
const taps = (...names: readonly HookName[]) => ({ hooks: names });

const SECRETS = {
  variable: 'of the settings',
  encrypted: 'hunter2-in-the-file',
  key: '-----BEGIN KEY-----',
  password: 'for-cloning',
  address: 'in-the-address',
  jobToken: 'for-storage',
  oauth: 'for-github',
  bucket: 'for-s3',
};
const payload: JobPayload = {
  config: {
    os: 'linux',
    env: ['PLAIN=1', `SECURE TOKEN=${SECRETS.encrypted}`],
    deploy: { provider: 'script', api_key: SECRETS.encrypted },
    script: ['make', 'make test'],
  },
  repository: { slug: 'a/b', source_url: `https://me:${SECRETS.address}@git.example.org/a/b` },
  job: { id: 1 },
  env_vars: [
    { name: 'SHOWN', value: 'public', public: true },
    { name: 'HIDDEN', value: SECRETS.variable, public: false },
  ],
  secrets: [SECRETS.encrypted],
  ssh_key: { value: SECRETS.key },
  oauth_token: SECRETS.oauth,
  cache_settings: { s3: { secret: SECRETS.bucket } },
  turnpike: {
    run: 1,
    job_token: SECRETS.jobToken,
    clone: { url: 'https://git.example.org/a/b', username: 'me', password: SECRETS.password },
  },
};
const context = { job: { id: 1 }, build: {}, repository: {}, payload } as PayloadContext;
const ask = async () => (await hooks.job.payload.promise(context)).payload;

/** What of the secrets can be read in it. */
const readable = (value: unknown): string[] => {
  const text = JSON.stringify(value);
  return Object.entries(SECRETS).flatMap(([name, secret]) => (text.includes(secret) ? [name] : []));
};

describe('a hook that is not declared', () => {
  it('cannot be tapped, and the plugin, the hook and the way out are named', () => {
    const tap = () => hooksOf('curious', taps('job.route')).job.payload.tap('x', (c) => c);
    expect(tap).toThrow('curious taps the hook job.payload, which it does not declare.');
    expect(tap).toThrow(
      expect.objectContaining({
        code: 'TURNPIKE_PLUGIN_PERMISSION',
        details: {
          plugin: 'curious',
          hook: 'job.payload',
          wayOut:
            "Add it to the declaration: permissions: { hooks: ['job.route', 'job.payload'] }.",
        },
      }),
    );
    expect(hooks.job.payload.taps).toEqual([]);
  });

  it('of a stage neither', () => {
    const stage = hooksOf('curious').script.stage.for('install');
    expect(() => stage.tap('x', () => undefined)).toThrow('script.stage');
  });

  it.each(['tap', 'tapPromise', 'tapAsync'] as const)('by no way: %s', (way) => {
    const hook = hooksOf('curious').request.accept as unknown as Record<string, () => void>;
    expect(() => hook[way]?.()).toThrow('request.accept');
  });

  it('of a plugin of ours neither', () => {
    const ours = hooksOf('gatekeeper', undefined, false);
    expect(() => ours.request.accept.tap('x', () => undefined)).toThrow('request.accept');
  });
});

describe('secrets that a plugin does not declare', () => {
  it('can be withheld of every hook that has some', () => {
    expect(Object.keys(SHOWN).sort()).toEqual(Object.keys(HOOK_SECRETS).sort());
  });

  it('are not in what its tap is given, and all else is', async () => {
    let seen: JobPayload | undefined;
    hooksOf('shown', taps('job.payload')).job.payload.tap('x', (given) => {
      seen = given.payload;
      return given;
    });
    expect(await ask()).toEqual(payload);
    expect(readable(seen)).toEqual([]);
    expect(seen).toMatchObject({
      config: {
        os: 'linux',
        env: ['PLAIN=1', 'SECURE TOKEN=[withheld]'],
        script: payload.config['script'],
      },
      repository: { slug: 'a/b', source_url: 'https://git.example.org/a/b' },
      env_vars: [
        { name: 'SHOWN', value: 'public' },
        { name: 'HIDDEN', value: '[withheld]' },
      ],
      turnpike: { run: 1, clone: { url: 'https://git.example.org/a/b' } },
    });
  });

  it.each([
    [['env'], ['variable', 'encrypted']],
    [['keys'], ['key']],
    [['clone'], ['password', 'address']],
    [['tokens'], ['jobToken', 'oauth']],
    [['storage'], ['bucket']],
    [true, Object.keys(SECRETS)],
  ] as const)('are there for those who do: %j', async (secrets, names) => {
    let seen: unknown;
    const declared: PluginPermissions = { hooks: ['job.payload'], secrets };
    hooksOf('shown', declared).job.payload.tapPromise('x', async (given) => {
      seen = given;
      return given;
    });
    await ask();
    expect(readable(seen).toSorted()).toEqual(names.toSorted());
  });

  it('are not in a stage of a script', () => {
    let seen: unknown;
    const warned: string[] = [];
    hooksOf('shown', taps('script.stage'))
      .script.stage.for('install')
      .tap('x', ({ build }) => {
        seen = build;
        build.warn('odd', 'said');
      });
    const build = {
      ...{ payload, config: payload.config, given: payload.config, language: 'ruby' },
      env: { now: '2026-01-01T00:00:00Z', installationToken: SECRETS.oauth, tell: SECRETS.key },
      warn: (_code: string, text: string) => warned.push(text),
      innards: [],
    };
    hooks.script.stage.get('install')?.call({ sh: {}, build } as never);
    expect(readable(seen)).toEqual([]);
    expect(seen).toMatchObject({ language: 'ruby', config: { os: 'linux' } });
    expect(seen).not.toHaveProperty('innards');
    expect(warned).toEqual(['said']);
    expect(Object.isFrozen(build.innards)).toBe(false);
  });

  it('cannot be had by asking the hook either', () => {
    const promise = () => hooksOf('curious', taps('job.payload')).job.payload.promise(context);
    expect(promise).toThrow('curious asks the hook job.payload');
  });
});

describe('what a tap changes of its view', () => {
  const change = async (edit: (given: JobPayload) => unknown): Promise<JobPayload> => {
    hooksOf('changes', taps('job.payload')).job.payload.tap('x', (given) => ({
      ...given,
      payload: edit(given.payload) as JobPayload,
    }));
    return ask();
  };

  it('is carried over, and the secrets of others stay', async () => {
    const changed = await change((given) => ({
      ...given,
      config: { ...given.config, os: 'osx', script: ['make'] },
      env_vars: [...(given.env_vars ?? []), { name: 'MINE', value: 'x', public: true }],
      secrets: [...(given.secrets ?? []), 'mine'],
      turnpike: { ...given.turnpike, image: 'busybox' },
    }));
    expect(changed).toEqual({
      ...payload,
      config: { ...payload.config, os: 'osx', script: ['make'] },
      env_vars: [...(payload.env_vars ?? []), { name: 'MINE', value: 'x', public: true }],
      secrets: [SECRETS.encrypted, 'mine'],
      turnpike: { ...payload.turnpike, image: 'busybox' },
    });
  });

  it('by a copy is the same', async () => {
    expect(await change((given) => structuredClone(given))).toEqual(payload);
  });

  it('takes away nothing that it was not shown', async () => {
    const changed = await change(({ config, repository, job }) => ({
      config: { script: config['script'] },
      repository,
      job,
      env_vars: [],
      secrets: ['mine'],
    }));
    expect(readable(changed).toSorted()).toEqual(Object.keys(SECRETS).toSorted());
    expect(changed.env_vars).toEqual([payload.env_vars?.[1]]);
    expect(changed.secrets).toEqual([SECRETS.encrypted, 'mine']);
    expect(changed.config).not.toHaveProperty('os');
  });

  it.each<readonly [string, (given: JobPayload) => unknown]>([
    ['ssh_key', (given) => ({ ...given, ssh_key: { value: 'mine' } })],
    ['oauth_token', (given) => ({ ...given, oauth_token: 'mine' })],
    [
      'turnpike.clone',
      ({ turnpike, ...given }) => ({
        ...given,
        turnpike: { ...turnpike, clone: { ...turnpike?.clone, url: 'https://evil.example' } },
      }),
    ],
    [
      'env_vars[1]',
      (given) => ({ ...given, env_vars: given.env_vars?.map((one) => ({ ...one, public: true })) }),
    ],
    ['script', (given) => ({ ...given, config: { script: 'echo [withheld]' } })],
  ])('is refused where that was not shown to it: %s', async (at, edit) => {
    await expect(change(edit)).rejects.toMatchObject({
      code: 'TURNPIKE_HOOK_FAILED',
      details: { plugin: 'changes', hook: 'job.payload' },
      message: expect.stringContaining(`${at}, which it is not shown`) as string,
    });
  });
});

describe('an argument', () => {
  const change = ({ request }: { request: { branch: string } }) => {
    request.branch = 'mine';
  };

  it('cannot be changed in place by a plugin from elsewhere', async () => {
    const given = { request: { branch: 'main' }, repository: { settings: { a: [1] } } };
    hooksOf('changes', taps('request.accept')).request.accept.tap('x', change as never);
    const answer = await hooks.request.accept.promise(given as never);
    expect(answer?.message).toMatch(/Plugin changes failed .* read only/);
    expect(given.request.branch).toBe('main');
    expect(Object.isFrozen(given.repository.settings.a)).toBe(true);
  });

  it('may be a row of the store, which reads a column when it is asked for', async () => {
    const row = {
      get config(): unknown {
        Object.defineProperty(row, 'config', { value: { os: 'linux' }, enumerable: true });
        return row.config;
      },
    };
    let os: unknown;
    hooksOf('reads', taps('job.limit')).job.limit.tap('x', ({ job }) => {
      os = job.config['os'];
      return undefined;
    });
    await hooks.job.limit.promise({ job: row, running: {}, queue: 'q' } as never);
    expect(os).toBe('linux');
    expect(Object.isFrozen(row.config)).toBe(true);
  });

  it('keeps its bytes and its living parts', () => {
    const bytes = new Uint8Array([1]);
    const living = new Map();
    hooksOf('reads', taps('log.filter')).log.filter.tap('x', (one) => one);
    const given = { run: { jobId: 1, run: 1 }, bytes, living };
    expect(hooks.log.filter.call(given)).toBe(given);
    bytes[0] = 2;
    living.set(1, 1);
    expect(Object.isFrozen(given.run)).toBe(true);
  });
});
