import type { CliIo, LanguageDefinition } from '@turnpike/sdk';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commands } from './commands.js';

const generic: LanguageDefinition = { id: 'generic' };
let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'turnpike-cli-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  readonly code: number | undefined;
  readonly out: string;
  readonly err: string;
}

async function run(
  args: string[],
  options: CliIo['options'],
  jobs: readonly object[],
  stdin = '',
): Promise<Outcome> {
  let [out, err] = ['', ''];
  const parts = { languages: [generic], addons: [], services: [], deploys: [] };
  const compiler = { lint: () => Promise.resolve({ jobs }) };
  writeFileSync(join(folder, '.travis.yml'), 'script: true\n');
  const io = {
    args,
    options,
    cwd: folder,
    env: {},
    color: false,
    stdin: (async function* () {
      yield await Promise.resolve(Buffer.from(stdin));
    })(),
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    resolve: () => Promise.resolve({ ...parts, compiler }),
  } as unknown as CliIo;
  const code = await commands[0]?.run(io);
  return { code, out, err };
}

const job = (script: string, name?: string): object => ({
  language: 'generic',
  script: [script],
  ...(name ? { name } : {}),
});
const payload = {
  config: { language: 'generic', script: 'true' },
  repository: { slug: 'a/b' },
  job: { id: 1 },
};

describe('turnpike compile', () => {
  it('prints the script of the only job', async () => {
    const { code, out } = await run([], {}, [
      { ...job('echo it'), env: [{ A: '1', B: '"x y"' }, { secure: 'abc' }] },
    ]);
    expect(code).toBe(0);
    expect(out).toMatch(/^#!\/bin\/bash\n/);
    expect(out).toContain("travis_cmd 'echo it'");
    expect(out).toContain(`export B="x y"`);
    expect(out).not.toContain('abc');
  });

  it('chooses by number and by name, and lists the jobs otherwise', async () => {
    const jobs = [job('echo one'), job('echo two', 'second')];
    expect((await run(['2'], {}, jobs)).out).toContain('echo two');
    expect((await run(['second'], {}, jobs)).out).toContain('echo two');
    const { code, err } = await run([], {}, jobs);
    expect(code).toBe(1);
    expect(err).toContain('  1.2 second');
  });

  it('answers lines of JSON', async () => {
    const lines = [
      JSON.stringify({ id: 'x', payload }),
      JSON.stringify({ id: 'y', payload: { ...payload, repository: {} } }),
    ];
    const { out } = await run([], { jsonl: true }, [], `${lines.join('\n')}\n`);
    const [first, second] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(first).toMatchObject({
      id: 'x',
      cache_slug: expect.stringMatching(/^cache-linux-/) as string,
    });
    expect(first?.['stages']).toHaveLength(24);
    expect(second).toEqual({
      id: 'y',
      error: { kind: 'config_error', message: 'The repository has no name.' },
    });
  });

  it('answers with scripts, or with single stages of them', async () => {
    const line = JSON.stringify({ id: 'x', payload, stages: ['script'] });
    const { out } = await run([], { jsonl: true, script: true }, [], `${line}\n`);
    const { script } = JSON.parse(out) as { script: string };
    expect(script).toContain('travis_run_script\nexit "${TRAVIS_TEST_RESULT:-0}"\n');
    expect(script).not.toContain('travis_run_export\n');
  });
});
