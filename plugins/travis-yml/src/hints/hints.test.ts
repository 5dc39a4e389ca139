import { installedKeys } from '@turnpike/sdk/testing';
import { describe, expect, it } from 'vitest';
import { createConfigCompiler } from '../compiler.js';

const compiler = createConfigCompiler(await installedKeys());

const data = { type: 'push', branch: 'main' } as const;

async function hints(text: string, on = true): Promise<unknown[]> {
  const { messages } = await compiler.lint({ text, data, options: { hints: on } });
  return messages.flatMap(({ level, code, args }) => (level === 'hint' ? [[code, args]] : []));
}

describe('hints', () => {
  it.each([
    ['rvm: [1, 2]\njobs: {exclude: [{rvm: 3}]}', 'unmatched_exclude', { rule: { rvm: '3' } }],
    [
      'rvm: [1, 2]\njobs: {allow_failures: [{rvm: 3}]}',
      'unmatched_allow_failure',
      { rule: { rvm: '3' } },
    ],
    ['language: go\ngo: 1.x\npython: [2, 3]', 'idle_axis', { key: 'python', language: 'go' }],
    ['env: {global: [A=1, A=2]}', 'repeated_env', { var: 'A' }],
    ['jobs: {include: [{env: [B=1, B=2]}]}', 'repeated_env', { var: 'B' }],
    ['env: {A: "a b & c"}', 'split_env_var', { var: 'A', value: 'a b & c' }],
    ['env: {global: {P: "p(q)r"}}', 'split_env_var', { var: 'P', value: 'p(q)r' }],
    ['env: [A=1, "P=p(q)r"]', 'split_env_var', { var: 'P', value: 'p(q)r' }],
    ['jobs: {include: [{env: {A: "it\'s"}}]}', 'split_env_var', { var: 'A', value: "it's" }],
    ['stages: [test, deploy]', 'empty_stage', { stage: 'deploy' }],
    ['if: type = pr', 'never_met', { condition: 'type = pr' }],
    [
      'if: branch = a AND fork AND branch = b',
      'never_met',
      { condition: 'branch = a AND fork AND branch = b' },
    ],
    ['if: branch =~', 'never_met', { condition: 'branch =~' }],
    [
      'if: type IN (pr, x) or fork and false',
      'never_met',
      { condition: 'type IN (pr, x) or fork and false' },
    ],
  ])('%j', async (text, code, args) => {
    expect(await hints(text)).toEqual([[code, args]]);
    expect(await hints(text, false)).toEqual([]);
  });

  it('name the line of a value that the shell splits', async () => {
    const text = 'language: shell\nenv:\n  global:\n    - A: x\n    - B: a b\n';
    const { messages } = await compiler.lint({ text });
    const said = messages.filter(({ code }) => code === 'split_env_var');
    expect(said.map(({ line }) => line)).toEqual([4]);
    const whole = `env: {A: '"a b & c"', B: "'p(q)r'", C: "$(echo a b)", D: 1, E: {secure: x}, F: $HOME/x}`;
    expect(await hints(whole)).toEqual([]);
    expect(await hints('env: {global: "A=1 B=2", jobs: ["C=1 D=2"]}')).toEqual([]);
  });

  it('are given for any request, where none is named', async () => {
    const text = 'env: {global: [A=1, A=2]}\nstages: [test, deploy]\nif: type = pr';
    const { messages } = await compiler.lint({ text });
    const codes = messages.flatMap(({ level, code }) => (level === 'hint' ? [code] : []));
    expect(codes).toEqual(['repeated_env', 'empty_stage', 'never_met']);
  });

  it('are silent where all is well', async () => {
    const text =
      'rvm: [1, 2]\nif: type IN (push, api)\njobs: {exclude: [{rvm: 1}], allow_failures: [{rvm: 2}]}';
    expect(await hints(text)).toEqual([]);
  });
});
