import { describe, expect, it } from 'vitest';
import { createConfigCompiler } from '../compiler.js';

const compiler = createConfigCompiler();
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
    'jobs: [{needs: a, if: branch = x}]',
  ])('never run as if they were absent: %s', async (line) => {
    await expect(compile(`version: turnpike/1\nscript: x\n${line}`)).rejects.toMatchObject({
      code: 'TURNPIKE_YML_INVALID',
    });
  });

  it('leave other builds alone', async () => {
    expect((await compile('version: turnpike/1\nscript: x')).jobs).toHaveLength(1);
  });
});
