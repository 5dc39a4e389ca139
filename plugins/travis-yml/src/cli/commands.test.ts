import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CliIo, Deps, Tokens } from '@turnpike/sdk';
import { installedKeys } from '@turnpike/sdk/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { createConfigCompiler } from '../compiler.js';
import { commands } from './commands.js';

const shipped = await installedKeys();
const compiler = createConfigCompiler(shipped);
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
const installed = { manifests: shipped.map(({ plugin, keys }) => ({ id: plugin, yml: [keys] })) };

async function run(
  name: string,
  args: readonly string[],
  more: { options?: CliIo['options']; stdin?: string } = {},
) {
  const cwd = mkdtempSync(join(tmpdir(), 'turnpike-yml-'));
  folders.push(cwd);
  writeFileSync(join(cwd, '.travis.yml'), 'scirpt: make\nos: linux\nrvm: [1, 2]\n');
  writeFileSync(join(cwd, 'bad.yml'), 'language: zyzzyva\n');
  let out = '';
  let err = '';
  const io: CliIo = {
    args,
    options: more.options ?? {},
    cwd,
    env: {},
    stdin: (async function* () {
      yield Buffer.from(more.stdin ?? '');
    })(),
    color: false,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    resolve: async <T extends Tokens>() => ({ compiler, installed }) as unknown as Deps<T>,
    platform: () => Promise.reject(new Error('No command here wants a platform.')),
  };
  const command = commands.find((one) => one.command.startsWith(name));
  const code = await command?.run(io);
  return { code, out, err };
}

describe('turnpike lint', () => {
  it('prints findings with file and line, and succeeds where none is an error', async () => {
    const { code, out, err } = await run('lint', []);
    expect(out).toContain(
      '.travis.yml:1 [warn] root: The key "scirpt" is not known; it is read as "script".',
    );
    expect(err).toMatch(/^\d+ findings?, none of them an error\. Taken by default: language ruby/);
    expect(out).not.toContain('is not given');
    expect(code).toBe(0);
  });

  it('says where a file cannot be read, as lines are counted', async () => {
    const stdin = 'script: a\nenv: [\n';
    const { code, out } = await run('lint', ['-'], { stdin });
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/^stdin:2 \[error\] root: The bracket \[ that opens here/),
    ]);
    const other = await run('config', ['-'], { stdin });
    expect([other.code, other.out, other.err]).toEqual([1, '', out]);
  });

  it('counts in words, and says once what differs by its line only', async () => {
    const job = '  - sudo: true\n    script: x\n';
    const stdin = `language: c\njobs:\n  include:\n${job.repeat(4)}`;
    const { out, err } = await run('lint', ['-'], { stdin });
    expect(out).toBe(
      'stdin:4 [warn] jobs.include: The key "sudo" has no effect; leave it out. (also in lines 6, 8, 10)\n',
    );
    expect(err).toMatch(/^4 findings, none of them an error\./);
    expect((await run('lint', ['-'], { stdin: 'language: c' })).err).toMatch(/^No findings\./);
    const one = await run('lint', ['-'], { stdin: 'language: c\nfoo: 1' });
    expect(one.err).toMatch(/^1 finding, none of them an error\./);
    expect((await run('lint', ['-'], { stdin: 'language: zyzzyva' })).err).toMatch(/^1 error\./);
  });

  it('says what to do about an anchor and about keys without effect', async () => {
    const stdin =
      'language: c\naliases:\n- &a x\ndeploy: {provider: script, script: x, skip_cleanup: true}';
    const { out } = await run('lint', ['-'], { stdin });
    expect(out).toContain(
      'stdin:2 [warn] root: The key "aliases" only holds an anchor: begin its name',
    );
    expect(out).toMatch(/stdin:4 .*"skip_cleanup" has no effect/);
    expect(out).not.toContain('dpl');
  });

  it('prints JSON with lines, also where a file cannot be read', async () => {
    const json = { options: { json: true } };
    const { out, err, code } = await run('lint', [], json);
    const answer = JSON.parse(out) as { file: string; findings: { code: string; line?: number }[] };
    expect([answer.file, err, code]).toEqual(['.travis.yml', '', 0]);
    expect(answer.findings).toContainEqual(expect.objectContaining({ code: 'find_key', line: 1 }));
    const broken = await run('lint', ['-'], { ...json, stdin: 'a: 1\nb: {x: [1}\n' });
    expect(broken.code).toBe(1);
    expect(JSON.parse(broken.out)).toMatchObject({
      findings: [{ level: 'error', code: 'TURNPIKE_YML_SYNTAX', line: 2 }],
    });
  });

  it('fails on errors, and reads standard input', async () => {
    expect((await run('lint', ['bad.yml'])).code).toBe(1);
    expect((await run('lint', ['-'], { stdin: 'os: zyzzyva' })).out).toContain(
      'stdin:1 [error] os',
    );
    await expect(run('lint', ['none.yml'])).rejects.toMatchObject({ code: 'TURNPIKE_YML_MISSING' });
  });
});

describe('turnpike config', () => {
  it('prints the configuration, its jobs, or one key', async () => {
    expect(JSON.parse((await run('config', [])).out)).toMatchObject({
      script: ['make'],
      language: 'ruby',
    });
    expect((await run('config', [], { options: { jobs: true } })).out).toMatch(
      /# job 2: row 2 of the matrix\n/,
    );
    expect((await run('config', [], { options: { explain: 'rvm' } })).out).toContain('rvm: [');
    expect((await run('config', [], { options: { explain: 'dist' } })).out).toMatch(
      /^dist: "focal"\n\.travis\.yml \[info\] root: .*is taken\.\n$/,
    );
  });

  it('answers one line a case, whatever the line', async () => {
    const stdin =
      '{"id":1,"env_string":"A=1 B"}\nnull\nx\n{"id":2,"input":[]}\n{"id":3,"input":"a: ["}\n';
    const { out, code } = await run('config', [], { options: { jsonl: true }, stdin });
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id?: number; error?: { class: string } });
    expect(answers[0]).toEqual({
      id: 1,
      pairs: [
        ['A', '1'],
        ['B', ''],
      ],
    });
    expect(answers.map(({ id, error }) => [id, error?.class])).toEqual([
      [1, undefined],
      [undefined, 'ArgumentError'],
      [undefined, 'ParseError'],
      [2, 'ArgumentError'],
      [3, 'ParseError'],
    ]);
    expect(code).toBe(0);
  });

  it('writes numbers that JSON lacks', async () => {
    const stdin = '{"id":1,"input":"a: 12345678901234567890\\nb: .inf"}\n';
    const { out } = await run('config', [], { options: { jsonl: true }, stdin });
    expect(out).toContain('"a":12345678901234567890');
    expect(out).toContain('"b":"Infinity"');
  });
});

describe('turnpike condition and schema', () => {
  it('parse, evaluate, and refuse', async () => {
    expect((await run('condition', ['a AND'])).code).toBe(1);
    const stdin = '{"id":1,"input":"branch = a","data":{"branch":"a"}}\n{"id":2,"input":"(("}\n';
    const { out } = await run('condition', [], { options: { jsonl: true }, stdin });
    expect(out).toBe(
      `{"id":1,"sexp":["eq",["var","branch"],["val","a"]],"result":true}\n${out.split('\n')[1]}\n`,
    );
    expect(out.split('\n')[1]).toMatch(/^\{"id":2,"error":"ParseError"/);
  });

  it('print the schema for editors', async () => {
    expect(JSON.parse((await run('schema', [])).out)).toMatchObject({ title: '.travis.yml' });
  });
});
