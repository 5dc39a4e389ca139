import { defineLanguage } from '@turnpike/sdk';
import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { compileLine, compileScriptLine } from './compile-jsonl.js';
import { createRegistry } from './parts.js';

const generic = defineLanguage({
  id: 'generic',
  install: (sh) =>
    sh.cmd('echo "$PATH|$HOME|$TRAVIS_HOME|$TRAVIS_BUILD_DIR|$CASHER_DIR|$GOPATH|$DC"'),
});
const registry = createRegistry({ languages: [generic], addons: [], services: [], deploys: [] });

function line(config: Record<string, unknown>, more: Record<string, unknown> = {}): string {
  const job = { id: 1, branch: 'main', secure_env_enabled: true };
  return JSON.stringify({ id: 7, payload: { config, repository: { slug: 'a/b' }, job }, ...more });
}

function run(text: string, env: NodeJS.ProcessEnv = {}): { code: number | null; out: string } {
  const { script } = compileScriptLine(registry, text);
  const { status, stdout } = spawnSync('bash', ['-c', script], {
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  });
  return { code: status, out: stdout };
}

describe('compileLine', () => {
  it('answers all 24 stages, the flat view and the slug', () => {
    const { id, stages, commands, cache_slug, error } = compileLine(
      registry,
      line({ script: 'make' }),
    );
    expect([id, stages?.length, error]).toEqual([7, 24, undefined]);
    expect(cache_slug).toMatch(/^cache-linux-[0-9a-f]{64}$/);
    expect(commands).toContainEqual({
      stage: 'script',
      kind: 'cmd',
      cmd: 'make',
      echo: true,
      timing: true,
    });
  });

  it('keeps floats as YAML shows them', () => {
    const text = line({ script: ['x', 'echo 3.0'] })
      .replace('"x"', '3.0')
      .replace('"id":7', '"id":1.50');
    expect(compileLine(registry, text).id).toBe(1.5);
    const script = compileLine(registry, text).commands?.filter(
      (command) => command.kind === 'cmd',
    );
    expect(script?.map(({ cmd }) => cmd).slice(-2)).toEqual(['3.0', 'echo 3.0']);
  });

  it.each<[string, unknown, string | undefined]>([
    ['unknown ones are ignored', { x: 1, network: false }, undefined],
    ['absent ones', null, undefined],
    ['no hash', [], 'settings'],
    ['no time', { now: 'yesterday' }, 'now'],
    ['no sources', { apt_sources: ['a'] }, 'apt_sources'],
    ['a source without a line', { apt_sources: { a: { key_url: 'u' } } }, 'sourceline'],
  ])('settings: %s', (_what, settings, word) => {
    const { error } = compileLine(registry, line({}, { settings }));
    if (word === undefined) expect(error).toBeUndefined();
    else
      expect(error).toEqual({
        kind: 'config_error',
        message: expect.stringContaining(word) as string,
      });
  });
});

describe('compileScriptLine', () => {
  it('runs the named stages only, in their order, in the environment that is there', () => {
    const env = {
      HOME: '/h',
      TRAVIS_HOME: '/t',
      TRAVIS_BUILD_DIR: '/b',
      CASHER_DIR: '/c',
      GOPATH: '/g',
      DC: 'd',
    };
    const config = {
      before_install: 'echo no',
      script: ['echo s; false', 'pwd'],
      after_script: 'echo no',
    };
    const { code, out } = run(line(config, { stages: ['script', 'install'] }), env);
    expect(code).toBe(1);
    expect(out).toContain(`${process.env['PATH']}|/h|/t|/b|/c|/g|d\n`);
    expect(out.indexOf('echo s')).toBeLessThan(out.indexOf('|/h|'));
    expect(out).toContain(`\n${process.cwd()}\n`);
    expect(out).not.toContain('echo no');
  });

  it('exits with the result, 0 where there is none, 2 after a failed assert', () => {
    expect(run(line({ script: 'true' }, { stages: ['script'] })).code).toBe(0);
    expect(run(line({ script: 'false' }, { stages: ['install'] })).code).toBe(0);
    expect(
      run(line({ install: 'exit_with() { return 9; }; exit_with' }, { stages: ['install'] })).code,
    ).toBe(2);
  });

  it('ends no agent but its own', () => {
    const agent = execFileSync('bash', ['-c', 'sleep 60 >/dev/null 2>&1 & echo $!'], {
      encoding: 'utf8',
    }).trim();
    const text = line({ install: 'false' }, { stages: ['install'] });
    expect(run(text, { SSH_AGENT_PID: agent }).code).toBe(2);
    expect(() => process.kill(Number(agent))).not.toThrow();
  });

  it('prints a wrong config and exits with 2', () => {
    const text = line({ env: [{ a: 1 }] });
    expect(compileScriptLine(registry, text).error?.kind).toBe('config_error');
    const { code, out } = run(text);
    expect([code, out.includes('Environment variables definition is incorrect.')]).toEqual([
      2,
      true,
    ]);
  });

  it('knows its stages', () => {
    expect(compileScriptLine(registry, line({}, { stages: ['nope'] })).error?.message).toContain(
      'after_script',
    );
  });
});
