import { installedKeys } from '@turnpike/sdk/testing';
import { describe, expect, it } from 'vitest';
import { createConfigCompiler } from '../../compiler.js';

const compiler = createConfigCompiler(await installedKeys());

async function lint(text: string): Promise<{ config: object; found: string[] }> {
  const { config, messages } = await compiler.lint({ text, options: { defaults: false } });
  const found = messages.filter(({ level }) => level !== 'hint');
  return { config, found: found.map(({ key, code }) => `${key} ${code}`) };
}

describe('repairs of keys', () => {
  it.each([
    ['--script: a', { script: ['a'] }, 'clean_key'],
    ['"before__script": a', { before_script: ['a'] }, 'clean_key'],
    ['beforeScript: a', { before_script: ['a'] }, 'underscore_key'],
    ['" script": a', { script: ['a'] }, 'strip_key'],
    ['scirpt: a', { script: ['a'] }, 'find_key'],
    ['diydeploy: script', { deploy: [{ provider: 'script' }] }, 'find_key'],
  ])('%s', async (text, config, code) => {
    expect(await lint(text)).toEqual({ config, found: [`root ${code}`] });
  });

  it('reach words by the list that no spelling reaches, where the map has the key', async () => {
    expect(await lint('jobs: {known_failures: {rvm: 1}}')).toEqual({
      config: { jobs: { allow_failures: [{ rvm: '1' }] } },
      found: ['jobs find_key'],
    });
    expect((await lint('known_failures: 1')).found).toEqual(['root unknown_key']);
  });

  it('leave alone maps that take any key, but for dashes', async () => {
    const { config, found } = await lint(
      'virtualenv: {system-site-packages: true, systemSitePackage: true}',
    );
    expect(config).toEqual({
      virtualenv: { system_site_packages: true, systemSitePackage: true },
    });
    expect(found).toEqual(['virtualenv underscore_key']);
  });
});

describe('repairs of values', () => {
  it.each([
    ['flase', false],
    ['"TRUE"', true],
    ['enable', true],
    ['not-required', false],
    ['stable', 'stable'],
  ])('%s where a switch is due', async (text, quiet) => {
    expect((await lint(`git: {quiet: ${text}}`)).config).toEqual({ git: { quiet } });
  });

  it.each([
    ['no', { enabled: false }],
    ['No', { enabled: false }],
    ['off', { recipients: ['off'] }],
    ['{disabled: true}', { enabled: false }],
    ['{disabled: true, enabled: true}', { enabled: true }],
    ['{disabled: what}', { enabled: false }],
  ])('notifications.email: %s', async (text, email) => {
    expect((await lint(`notifications: {email: ${text}}`)).config).toEqual({
      notifications: { email: [email] },
    });
  });

  it('take a misspelt kind of cache alone for the kind, in a list for a directory', async () => {
    expect(await lint('cache: bundlr')).toEqual({
      config: { cache: { bundler: true } },
      found: ['cache find_value'],
    });
    expect(await lint('cache: [bundlr, pip]')).toEqual({
      config: { cache: { directories: ['bundlr'], pip: true } },
      found: [],
    });
  });
});

describe('exclude', () => {
  it('knows jobs without a stage by any spelling of test', async () => {
    const text = 'rvm: [1, 2]\njobs: {exclude: [{stage: Test, rvm: 1}]}';
    expect((await compiler.lint({ text })).jobs).toHaveLength(1);
  });

  it('compares variables less the global ones of the job, not of the entry', async () => {
    const jobs = async (env: string) =>
      (
        await compiler.lint({
          text: `env: {global: [G=1], jobs: [A=1, A=2]}\njobs: {exclude: [{env: ${env}}]}`,
        })
      ).jobs;
    expect(await jobs('A=1')).toHaveLength(1);
    expect(await jobs('[G=1, A=1]')).toHaveLength(2);
  });
});
