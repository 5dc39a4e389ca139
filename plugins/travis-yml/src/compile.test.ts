import type { ConfigPorts, RepoRef } from '@turnpike/sdk';
import { installedKeys } from '@turnpike/sdk/testing';
import { describe, expect, it } from 'vitest';
import { createConfigCompiler } from './compiler.js';

const compiler = createConfigCompiler(await installedKeys());
const repo: RepoRef = { id: 1, slug: 'a/b', private: true, defaultBranch: 'main' };
const push = { type: 'push', branch: 'main' } as const;
const lint = (text: string) => compiler.lint({ text, data: push });

function ports(files: Record<string, string>, repos: RepoRef[] = []): ConfigPorts {
  return {
    file: async (slug, path, ref) => files[`${slug}:${path}@${ref}`],
    repo: async (slug) => repos.find((one) => one.slug === slug),
  };
}

const compile = (
  files: Record<string, string>,
  more: Partial<ConfigPorts> = {},
  repos: RepoRef[] = [],
) =>
  compiler.compile(
    { repo, ref: 'sha', configs: [], data: push },
    { ...ports(files, repos), ...more },
  );

describe('jobs', () => {
  it('are the product of the axes, env innermost, then the includes', async () => {
    const { jobs, origins } = await lint(
      'language: python\npython: [3.9, "3.10"]\nenv: [A=1, A=2]\njobs: {include: [{name: x, script: y}]}',
    );
    expect(jobs.map(({ python, env, name }) => [python, env, name])).toEqual([
      ['3.9', [{ A: '1' }], undefined],
      ['3.9', [{ A: '2' }], undefined],
      ['3.10', [{ A: '1' }], undefined],
      ['3.10', [{ A: '2' }], undefined],
      ['3.9', [{ A: '1' }], 'x'],
    ]);
    expect(origins.at(-1)).toEqual({ from: 'include', index: 0 });
  });

  it('are only the includes where the product has one row', async () => {
    const { jobs } = await lint('python: 3.9\nlanguage: python\njobs: [{script: a}, {script: b}]');
    expect(jobs.map(({ script, python }) => [script, python])).toEqual([
      [['a'], '3.9'],
      [['b'], '3.9'],
    ]);
  });

  it('leave out what is excluded, and mark what may fail, which comes last in its stage', async () => {
    const { jobs } = await lint(
      'rvm: [1, 2, 3]\njobs:\n  exclude: [{rvm: 2}]\n  allow_failures: [{rvm: 1}]\n',
    );
    expect(jobs.map(({ rvm, allow_failure }) => [rvm, allow_failure])).toEqual([
      ['3', undefined],
      ['1', true],
    ]);
  });

  it('run in the order of stages, whose conditions count', async () => {
    const { jobs, stages, messages } = await lint(
      'stages: [lint, {name: never, if: branch = x}, test]\njobs:\n  include:\n    - {stage: test, script: t}\n    - {stage: never, script: n}\n    - {stage: lint, script: l}\n',
    );
    expect(jobs.map(({ stage }) => stage)).toEqual(['lint', 'test']);
    expect(stages).toEqual([{ name: 'lint' }, { name: 'test' }]);
    expect(messages).toContainEqual(expect.objectContaining({ code: 'skip_stage' }));
  });

  it('are all there where no request is named, by stage and marked', async () => {
    const text =
      'rvm: [1, 2]\nstages: [lint, {name: test, if: "fork"}]\njobs: {include: [{stage: lint, if: tag IS present}], allow_failures: [{rvm: 1, if: fork}]}';
    const { jobs, stages, origins, messages } = await compiler.lint({ text });
    expect(jobs.map((job) => [job.stage, job['rvm'], job.allow_failure])).toEqual([
      ['lint', '1', true],
      ['test', '2', undefined],
      ['test', '1', true],
    ]);
    expect(stages.map(({ name }) => name)).toEqual(['lint', 'test']);
    expect(origins.map(({ from, index }) => `${from} ${index}`)).toEqual([
      'include 0',
      'matrix 1',
      'matrix 0',
    ]);
    expect(messages.filter(({ code }) => code.startsWith('skip_'))).toEqual([]);
  });

  it('lose keys that their language does not have', async () => {
    const { jobs } = await lint('language: node_js\nnode_js: 20\njdk: [8, 11]');
    expect(jobs).toEqual([{ language: 'node_js', os: 'linux', dist: 'focal', node_js: '20' }]);
  });

  it('are refused where they are too many', async () => {
    const many = Array.from({ length: 60 }, (_, index) => index).join();
    await expect(lint(`rvm: [${many}]\ngemfile: [${many}]`)).rejects.toMatchObject({
      code: 'TURNPIKE_YML_LIMIT',
    });
  });
});

describe('messages', () => {
  it('say what was repaired, with line and a sentence', async () => {
    const { config, messages } = await lint('scirpt: make\nos: linus\n');
    expect(config).toMatchObject({ script: ['make'], os: ['linux'] });
    const found = messages.filter(({ code }) => code.startsWith('find'));
    expect(found).toMatchObject([
      { level: 'warn', key: 'root', args: { original: 'scirpt', key: 'script' }, line: 0 },
      { level: 'warn', key: 'os', args: { original: 'linus', value: 'linux' }, line: 1 },
    ]);
    for (const { text } of messages) expect(text).toMatch(/^\S.*\.$/);
  });

  it('report secrets in plain text, and what is no base64', async () => {
    const { messages } = await lint(
      'deploy: {provider: npm, api_token: abc}\nenv: {global: {secure: "a b!"}}',
    );
    expect(messages.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['secure', 'invalid_secure']),
    );
  });
});

describe('imports', () => {
  const other: RepoRef = {
    id: 2,
    slug: 'a/shared',
    private: true,
    defaultBranch: 'main',
    allowConfigImports: true,
  };

  it('are merged below what imports them, depth first', async () => {
    const { config, rawConfigs } = await compile({
      'a/b:.travis.yml@sha': 'import: [one.yml, ci/two.yml@v1]\nscript: [own]\n',
      'a/b:one.yml@sha': 'script: [one]\ninstall: [i]\n',
      'a/b:ci/two.yml@v1': 'import: ./three.yml\n',
      'a/b:ci/three.yml@v1': 'script: [three]\n',
    });
    expect(config).toMatchObject({ script: ['three', 'one', 'own'], install: ['i'] });
    expect(rawConfigs.map(({ source }) => source)).toEqual([
      'a/b:.travis.yml@sha',
      'a/b:one.yml@sha',
      'a/b:ci/two.yml@v1',
      'a/b:ci/three.yml@v1',
    ]);
  });

  it('come from other repositories at their default branch, with secrets encrypted anew', async () => {
    const files = {
      'a/b:.travis.yml@sha': 'import: a/shared:x.yml\n',
      'a/shared:x.yml@main': 'env: {global: [{secure: QUJD}]}\n',
    };
    const reencrypt = async (secure: string, from: string, to: string) =>
      Buffer.from(`${secure} ${from} ${to}`).toString('base64');
    const { config } = await compile(files, { reencrypt }, [other]);
    const secure = Buffer.from('QUJD a/shared a/b').toString('base64');
    expect(config['env']).toEqual({ global: [{ secure }] });
  });

  it('do not bring private files where they must not go', async () => {
    const files = { 'a/b:.travis.yml@sha': 'import: a/shared:x.yml\nscript: x' };
    const { messages } = await compile(files, {}, [{ ...other, allowConfigImports: false }]);
    expect(messages).toContainEqual(
      expect.objectContaining({ code: 'import_not_allowed', args: { repo: 'a/shared' } }),
    );
  });

  it('fail the request where they are missing, naming the file', async () => {
    await expect(compile({ 'a/b:.travis.yml@sha': 'import: x.yml' })).rejects.toMatchObject({
      code: 'TURNPIKE_YML_MISSING',
      details: { class: 'FileNotFound', file: 'a/b:x.yml@sha' },
    });
    await expect(compile({})).rejects.toMatchObject({ details: { file: 'a/b:.travis.yml@sha' } });
  });

  it('never leave the repository by their path', async () => {
    const { messages } = await compile({ 'a/b:.travis.yml@sha': 'import: ../../x.yml' });
    expect(messages).toContainEqual(expect.objectContaining({ code: 'invalid_ref' }));
  });
});

describe('conditions on encrypted variables', () => {
  const files = {
    'a/b:.travis.yml@sha': 'env: {global: [{secure: QUJD}]}\nif: env(TOKEN) = open\nscript: x',
  };

  it('see them where the server can open them, and no message holds them', async () => {
    const result = await compile(files, { decrypt: async () => 'TOKEN=open' });
    expect(result.jobs).toHaveLength(1);
    expect(JSON.stringify(result)).not.toContain('TOKEN=open');
  });

  it('take them for absent otherwise', async () => {
    expect((await compile(files, { decrypt: async () => undefined })).jobs).toEqual([]);
    expect((await compile(files)).jobs).toEqual([]);
  });
});
