/**
 * Rules of the reference that the recorded cases beside the project do not hold: small texts, each
 * standing for a kind. Messages are level, key, code and the arguments that matter.
 */
import { createConfigJsonl } from '@turnpike/plugin-travis-yml';
import { installedKeys } from '@turnpike/sdk/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from './config/data.js';

const configJsonl = createConfigJsonl(await installedKeys());

async function ask(input: string): Promise<Case> {
  const answer = JSON.parse(await configJsonl(JSON.stringify({ input }))) as Case;
  expect(answer['error']).toBeUndefined();
  return answer;
}

/** What was found, less the defaults: `level key code`, sorted. */
async function found(input: string): Promise<string[]> {
  const messages = (await ask(input))['messages'] as Case[];
  return messages
    .filter(({ code }) => code !== 'default')
    .map(({ level, key, code }) => `${level} ${key} ${code}`)
    .toSorted();
}

const configOf = async (input: string): Promise<Case> => (await ask(input))['config'] as Case;
const jobsOf = async (input: string): Promise<Case[]> => (await ask(input))['matrix'] as Case[];

describe('rules of the reference', () => {
  it.each([
    ['language: node_js\nvirtualenv: {system_site_packages: true}', 'virtualenv'],
    ['language: go\nandroid: {components: [a]}', 'android'],
    ['language: python\ngimme_config: {url: x}', 'gimme_config'],
    ['language: ruby\nsmalltalk_edge: {source: x}', 'smalltalk_edge'],
    ['language: php\nlatex: false', 'latex'],
    ['language: c\nwarnings_are_errors: false', 'warnings_are_errors'],
  ])('keep maps and what is switched off in jobs of other languages: %j', async (text, key) => {
    const [job] = await jobsOf(text);
    expect(job).toHaveProperty([key]);
  });

  it('drop what is switched on, or is a text, from jobs of other languages', async () => {
    const [job] = await jobsOf('language: node_js\nlatex: true\nbundler_args: x\nrvm: 1');
    expect(Object.keys(job ?? {}).toSorted()).toEqual(['dist', 'language', 'os']);
  });

  it.each(['api-key', 'ApiKey', 'skip-existing'])(
    'repair a deploy without a provider by the first provider only: %s',
    async (key) => {
      const text = `deploy: {${key}: abc}`;
      expect(await configOf(text)).toMatchObject({ deploy: [{ [key]: 'abc' }] });
      expect(await found(text)).toEqual(['error deploy required', 'warn deploy unknown_key']);
    },
  );

  it.each(['user-name', 'app-name', 'skip-cleanup'])(
    'repair the keys that the first provider has: %s',
    async (key) => {
      const { deploy } = await configOf(`deploy: {${key}: abc}`);
      expect(deploy[0]).not.toHaveProperty([key]);
    },
  );

  it('name a provider in repairs only where there is such a one', async () => {
    const providers = async (name: string): Promise<unknown> =>
      ((await ask(`deploy: {provider: ${name}, skip-cleanup: true}`))['messages'] as Case[]).find(
        ({ code }) => code === 'underscore_key',
      )?.['args'].provider;
    expect(await providers('nonesuch')).toBeUndefined();
    expect(await providers('heroku')).toBe('heroku');
    expect(await providers('herokku')).toBe('herokku');
  });

  it.each([
    'addons: {merge_mode: replace, apt: {packages: x}}',
    'jobs: {merge_mode: replace, include: [{script: x, merge_mode: merge}]}',
    'jobs: {exclude: [{os: osx, merge_mode: merge}], allow_failures: [{os: osx, merge_mode: x}]}',
    'deploy: {provider: script, script: x, merge_mode: merge}',
    'stages: [{name: a, merge_mode: merge}]',
    'notifications: {merge_mode: merge, email: false}',
    'git: {merge_mode: merge, quiet: true}',
  ])('never report merge_mode: %j', async (text) => {
    expect(await found(text)).toEqual([]);
  });

  it.each([
    ['git: {depth: }', 'git'],
    ['bundler_args:', 'bundler_args'],
    ['group:', 'group'],
    ['addons: {chrome: }', 'addons'],
    ['jobs: {fast_finish: }', 'jobs'],
    ['sudo:', 'sudo'],
    ['.x:', '.x'],
    ['_x: ~', '_x'],
    ['workspaces: {create: {name: }}', 'workspaces'],
  ])('drop a key without a value, and the map that is left empty: %j', async (text, key) => {
    expect(await configOf(text)).not.toHaveProperty([key]);
    expect(await found(text)).toEqual([]);
  });

  it('keep null in open maps and where an anchor stands', async () => {
    expect(await configOf('foo: &foo\nenv: {A: }')).toMatchObject({
      foo: null,
      env: { jobs: [{ A: null }] },
    });
    expect(await configOf('deploy: {provider: npm, email: , skip_cleanup: }')).toMatchObject({
      deploy: [{ provider: 'npm' }],
    });
  });

  it.each([
    "git: {quiet: '', depth: '', submodules: []}",
    "sudo: ''",
    "foo: ''",
    'foo: []',
    "addons: {bar: ''}",
    "notifications: {email: '', slack: '', irc: ''}",
  ])('say nothing of what is empty: %j', async (text) => {
    expect(await found(text)).toEqual([]);
  });

  it.each(['email', 'slack', 'irc', 'webhooks'])(
    'take an empty text for no notification by %s',
    async (kind) => {
      const config = await configOf(`notifications: {${kind}: ''}`);
      expect(config).toMatchObject({ notifications: { [kind]: [] } });
    },
  );

  it.each([
    'env: {global: ["if=(("]}',
    'env: {if: "(("}',
    'env: [if=((, A=1]',
    'jobs: {include: [{env: {if: "((", A: b}}]}',
    `env: ['if [ "$A" = b ]; then x; fi']`,
  ])('take no variable for a condition: %j', async (text) => {
    expect((await found(text)).filter((line) => line.includes('condition'))).toEqual([]);
  });

  it('judge conditions wherever one may stand', async () => {
    const text =
      'if: ((\njobs: {include: [{if: ((, script: x}]}\nstages: [{name: a, if: ((}]\nnotifications: {email: {recipients: [a@b.c], if: ((}}';
    expect((await found(text)).filter((line) => line.endsWith('condition'))).toHaveLength(4);
  });

  it('make a job’s variables unique only where global ones are added', async () => {
    const values = fc.array(fc.nat(2), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(values, values, fc.boolean(), async (own, global, isGlobal) => {
        const entries = (list: number[]): string[] => list.map((value) => `A=${value}`);
        const config = {
          ...(isGlobal && { env: { global: entries(global) } }),
          jobs: { include: [{ script: 'x', env: entries(own) }] },
        };
        const [job] = await jobsOf(JSON.stringify(config));
        const all = isGlobal ? [...new Set([...global, ...own])] : own;
        expect(job?.['env'] ?? []).toEqual(all.map((value) => ({ A: String(value) })));
      }),
      { numRuns: 40 },
    );
  });

  it('take global_env for env.global where there is none', async () => {
    const [job] = await jobsOf('global_env: [A=1]\nscript: x');
    expect(job).toMatchObject({ env: ['A=1'] });
    const [other] = await jobsOf('global_env: [A=1]\nenv: {global: B=2}');
    expect(other).toMatchObject({ env: [{ B: '2' }] });
  });

  it.each(['os:', 'os: []', 'os: ~'])('have a default dist with %j', async (text) => {
    expect(await configOf(text)).toMatchObject({ os: ['linux'], dist: 'focal' });
  });

  it('do not repair the keys of a map that a list was cut to, though they say so', async () => {
    expect(await configOf('git: [{Depth: 3}]')).toMatchObject({ git: { Depth: 3 } });
    expect(await found('branches: [{onlu: x}]')).toEqual([
      'warn branches find_key',
      'warn branches unexpected_seq',
      'warn branches unknown_key',
    ]);
    expect(await configOf('git: [{depth: "3"}]')).toMatchObject({ git: { depth: 3 } });
  });

  it.each(['git: {depth: [a, b]}', 'sudo: [a, b]'])(
    'say that one value was expected, whatever it is: %j',
    async (text) => {
      const lines = await found(text);
      expect(lines.some((line) => line.endsWith('unexpected_seq'))).toBe(true);
      expect(lines.some((line) => line.endsWith('invalid_type'))).toBe(true);
    },
  );

  it.each([
    ['Matrix: {include: [{script: x}]}', 'root'],
    ['env: {Matrix: [A=1]}', 'env'],
  ])('find an alias by spelling only: %j', async (text, key) => {
    expect(await found(text)).toEqual([`info ${key} alias_key`, `warn ${key} find_key`]);
  });

  it.each(['irc', 'email', 'slack', 'webhooks'])(
    'do not take a number for a secret: notifications.%s',
    async (kind) => {
      expect(await found(`notifications: {${kind}: 1}`)).toEqual([
        `error notifications.${kind} invalid_type`,
      ]);
    },
  );

  it('try an unknown notification as an e-mail, with what that would inherit', async () => {
    const lines = await found('notifications: {foo: 1, on_failure: true}');
    expect(lines.filter((line) => line.endsWith('alias_value'))).toHaveLength(2);
  });

  it('make no jobs of the axes of a language that is no text', async () => {
    expect(await jobsOf('language: {a: b}\nrvm: [1, 2]')).toHaveLength(1);
  });
});
