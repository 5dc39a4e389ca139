/** Whatever a payload looks like, compiling it ends: with a script, or with a clear word on what is wrong with it. */
import {
  compileLine,
  compileScript,
  compileScriptLine,
  createRegistry,
} from '@turnpike/plugin-build';
import { addons } from '@turnpike/plugin-addons';
import { deploys } from '@turnpike/plugin-deploys';
import { languages } from '@turnpike/plugin-languages';
import { services } from '@turnpike/plugin-services';
import type { JobPayload } from '@turnpike/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const registry = createRegistry({ languages, addons, services, deploys });
const env = {
  now: '2024-03-01T12:00:00Z',
  aptSources: { known: { sourceline: 'ppa:a/b', key_url: 'https://example.com/k' } },
} as const;

/** Names that mean something to plain objects, texts that mean something to patterns and shells. */
const traps = ['constructor', '__proto__', 'toString', '++', '*', '(', '[a', '\0', ' ', '\ud800'];
const scalar = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e21, '', ...traps),
  fc.string({ maxLength: 8 }),
);
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(fc.constantFrom('on', 'true', 'a', ...traps), fc.string()),
      tie('value'),
      {
        maxKeys: 3,
      },
    ),
  ),
})).value;

const keys = [
  ...'os dist arch osx_image language env global_env git cache services workspaces addons image'.split(
    ' ',
  ),
  ...'before_install install before_script script before_cache after_success after_failure after_script'.split(
    ' ',
  ),
  ...'before_deploy after_deploy source_key android virtualenv hxml smalltalk_edge deploy .result'.split(
    ' ',
  ),
  ...languages.flatMap(({ matrix = [] }) => matrix),
];
const name = (list: readonly { readonly id: string }[]) =>
  fc.constantFrom(...list.map(({ id }) => id));
const partly = (values: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(values, { requiredKeys: [] });

const config = fc
  .record({
    language: fc.oneof(name(languages), anything),
    os: fc.constantFrom('linux', 'osx', 'windows', 'freebsd'),
    some: fc.dictionary(fc.constantFrom(...keys), anything, { maxKeys: 6 }),
    addons: fc.dictionary(name(addons), anything, { maxKeys: 3 }),
    deploy: partly({
      provider: fc.oneof(name(deploys), anything),
      on: anything,
      edge: anything,
      allow_failure: anything,
      ...Object.fromEntries(
        ['file', 'bucket', 'token', 'target', 'script'].map((key) => [key, anything]),
      ),
    }),
    cache: fc.oneof(anything, partly({ directories: anything, pip: anything, timeout: anything })),
    workspaces: fc.oneof(anything, partly({ use: anything, create: anything })),
  })
  .map(({ some, deploy, ...rest }) => ({ ...rest, addons: { ...rest.addons, deploy }, ...some }));

const job = partly(
  Object.fromEntries(
    'id number branch commit tag ref pull_request pull_request_head_branch pull_request_base_ref commit_message secure_env_enabled debug_options created_custom_image'
      .split(' ')
      .map((key) => [key, anything]),
  ),
);
const storage = fc.record({
  type: fc.constantFrom<unknown>('s3', 'gcs', undefined, 7),
  s3: fc.oneof(anything, fc.constant({ bucket: 'b', access_key_id: 'k', secret_access_key: 's' })),
});
const payload = fc.record(
  {
    config: fc.oneof({ weight: 12, arbitrary: config }, anything),
    repository: fc.oneof(
      {
        weight: 12,
        arbitrary: fc.record({
          slug: fc.constant('acme/rocket'),
          server_type: fc.oneof(fc.constantFrom('git', 'svn', 'perforce'), anything),
          source_url: anything,
        }),
      },
      anything,
    ),
    job: fc.oneof({ weight: 12, arbitrary: job }, anything),
    build: anything,
    source: anything,
    env_vars: fc.oneof(
      anything,
      fc.array(partly({ name: anything, value: anything, branch: anything })),
    ),
    ssh_key: fc.oneof(anything, partly({ value: anything, encoded: anything, source: anything })),
    cache_settings: fc.oneof(anything, storage),
    workspace: fc.oneof(anything, storage),
    secrets: anything,
    paranoid: fc.boolean(),
    turnpike: fc.oneof(
      anything,
      partly({ storage_url: anything, job_token: anything, clone: anything, image: anything }),
      fc.constant({ storage_url: 'http://127.0.0.1:1', job_token: 't' }),
    ),
  },
  { requiredKeys: [] },
);

function expectClean(value: unknown): void {
  const { bash, messages } = compileScript(registry, value as JobPayload, env);
  expect(bash.startsWith('#!/bin/bash\n')).toBe(true);
  expect(messages.filter(({ code }) => code === 'config_unforeseen')).toEqual([]);
  const { error, stages } = compileLine(registry, JSON.stringify({ id: 1, payload: value }));
  expect(error?.message.length ?? stages?.length).toBeGreaterThan(0);
}

describe('any payload', () => {
  it('compiles, or is explained (property)', { timeout: 300_000 }, () => {
    fc.assert(fc.property(payload, expectClean), { numRuns: 3_000 });
  });

  it.each([
    null,
    1,
    'x',
    [],
    {},
    { config: {} },
    { repository: { slug: '' } },
    { repository: { slug: {} } },
  ])('%j has no job in it', (value) => {
    expect(compileLine(registry, JSON.stringify({ id: 'a', payload: value }))).toEqual({
      id: 'a',
      error: {
        kind: 'config_error',
        message: expect.stringMatching(/payload|repository/) as string,
      },
    });
  });

  it.each(['', '{', '[]', '7', 'null', '{"id": 5}'])('%j is no line', (text) => {
    for (const answer of [compileLine(registry, text), compileScriptLine(registry, text)]) {
      expect(answer.error?.kind).toBe('config_error');
      expect(answer.id).toBe(text === '{"id": 5}' ? 5 : null);
    }
  });
});
