import { installedKeys } from '@turnpike/sdk/testing';
import { describe, expect, it } from 'vitest';
import { createConfigCompiler } from '../compiler.js';

const compiler = createConfigCompiler(await installedKeys());
const codes = async (text: string): Promise<string[]> => {
  const { messages } = await compiler.lint({ text });
  return messages.flatMap(({ level, code }) => (level === 'info' ? [] : [code]));
};
const compile = (text: string) =>
  compiler.compile(
    { repo: { id: 1, slug: 'a/b', private: false }, ref: 'x', configs: [], data: {} },
    { file: async () => text, repo: async () => undefined },
  );

describe('keys beyond Travis', () => {
  it('are unknown without the version that brings them', async () => {
    expect(await codes('needs: build\nretry: 2')).toEqual(['unknown_key', 'unknown_key']);
  });

  it('are known with it, and said not to be carried out', async () => {
    const text = 'version: turnpike/1\njobs: [{script: x, needs: build, retry: 2}]';
    expect(await codes(text)).toEqual(['not_carried_out', 'not_carried_out']);
    expect(await codes('version: turnpike/1\nscript: x')).toEqual([]);
    expect(await codes('version: turnpike/1\nretry: often')).toContain('invalid_type');
  });

  it.each([
    'timeout: 5',
    'image: alpine',
    'if: changed(docs)',
    'stages: [{name: test, if: changed(docs)}]',
    'jobs: {include: [{script: a}], exclude: [{if: changed(docs)}]}',
    'notifications: {email: {if: not changed(docs)}}',
    'import: {source: other.yml, if: changed(docs)}',
    'jobs: [{needs: a, if: branch = x}]',
  ])('never run as if they were absent: %s', async (line) => {
    await expect(compile(`version: turnpike/1\nscript: x\n${line}`)).rejects.toMatchObject({
      code: 'TURNPIKE_YML_INVALID',
    });
  });

  it('are checked in conditions, whose texts are passed on', async () => {
    const text = (paths: string) => `version: turnpike/1\nscript: x\nif: changed(${paths})`;
    expect(await codes(text('docs'))).toEqual(['not_carried_out']);
    expect(await codes(text(''))).toEqual(['invalid_condition', 'not_carried_out']);
    expect(await codes('script: x\nif: changed(docs)')).toEqual(['invalid_condition']);
    const { config } = await compiler.lint({ text: text('docs') });
    expect(config).toMatchObject({ if: 'changed(docs)' });
  });

  it('name themselves where they are refused', async () => {
    await expect(compile('version: turnpike/1\nif: changed(a)')).rejects.toThrow(
      'changed(...) is not carried out',
    );
  });

  it('leave other builds alone', async () => {
    const said = 'if: commit_message = "changed (a)"';
    await expect(compile(`version: turnpike/1\nscript: x\n${said}`)).resolves.toBeDefined();
    expect((await compile('version: turnpike/1\nscript: x')).jobs).toHaveLength(1);
  });
});
