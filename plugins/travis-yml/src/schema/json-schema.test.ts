import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { installedKeys } from '@turnpike/sdk/testing';
import { describe, expect, it } from 'vitest';
import { createConfigCompiler } from '../compiler.js';
import { buildDoc, valueOfDoc } from '../doc/doc.js';
import { readYaml } from '../yaml/read.js';
import { axisNames } from '../matrix/axes.js';
import { composeSchema } from './compose.js';

const shipped = await installedKeys();
const compiler = createConfigCompiler(shipped);
const providers = Object.assign(
  {},
  ...shipped.filter(({ keys }) => keys.at === 'deploy').map(({ keys }) => keys.keys),
) as object;
const validate = new Ajv2020({ strict: false }).compile(compiler.jsonSchema() as object);
const folder = new URL('../../../../../shared/conformance/config/realworld/', import.meta.url);

const asJson = (text: string): unknown =>
  JSON.parse(
    JSON.stringify(valueOfDoc(buildDoc(readYaml(text).root)), (_key, value: unknown) =>
      typeof value === 'bigint' ? Number(value) : value,
    ),
  );

interface RealCase {
  readonly name: string;
  readonly input: string;
  readonly expected: {
    readonly error?: object;
    readonly messages: readonly { readonly level: string }[];
  };
}

const scripts =
  'before_install install before_script script before_cache after_success after_failure before_deploy after_deploy after_script keys';
const map = { zig: 'zag' };
const unknown = 'zyzzyva-42';

/** Mistakes of the kinds that lint reports as errors. */
const planted: readonly object[] = [
  ...['language', 'os', 'dist', 'arch', 'services', 'virt', 'conditions'].map((key) => ({
    [key]: unknown,
  })),
  ...scripts.split(' ').map((key) => ({ [key]: map })),
  ...axisNames(composeSchema(shipped))
    .filter((key) => key !== 'env' && key !== 'dart_task')
    .map((key) => ({ [key]: [map] })),
  ...Object.keys(providers).flatMap((provider) => [
    { deploy: { provider, run: map } },
    { deploy: [{ provider, cleanup: unknown }] },
    { jobs: { include: [{ deploy: { provider, on: { tags: unknown } } }] } },
  ]),
  ...['git', 'vm', 'workspaces'].map((key) => ({ [key]: unknown })),
  { git: { depth: unknown } },
  { git: { quiet: unknown } },
  { git: { strategy: unknown } },
  { cache: true },
  { cache: { pip: unknown } },
  { version: 'one' },
  { vm: { size: unknown } },
  { notifications: { email: { on_success: unknown } } },
  { notifications: { hipchat: { rooms: 'a', format: unknown } } },
  { addons: { chrome: unknown } },
  { jobs: { include: 'text' } },
  { jobs: { fast_finish: unknown } },
  { stages: [{ name: map }] },
  { import: [{ source: 'a.yml', mode: unknown }] },
];

describe('the JSON Schema', () => {
  it('is plain JSON of a size that editors load', () => {
    expect(JSON.stringify(compiler.jsonSchema()).length).toBeLessThan(700_000);
  });

  it.each([
    { script: 'make', rvm: [2.7, '3.0'], env: 'A=1' },
    { language: 'C++', os: 'MacOS', matrix: [{ env: { A: 1 }, script: ['a', ['b']] }] },
    { deploy: 'heroku', cache: ['bundler', { directories: 'x' }], notifications: false },
    {
      unknown_key: { is: ['kept'] },
      branches: 'main',
      addons: { apt: true, snaps: ['a', { name: 'b' }] },
    },
  ])('takes what is taken with repairs: %j', (value) => expect(validate(value)).toBe(true));

  it(`rejects ${planted.length} planted mistakes, which lint calls errors`, async () => {
    const missed: string[] = [];
    for (const value of planted) {
      const { messages } = await compiler.lint({ text: JSON.stringify(value) });
      const isError = messages.some(({ level }) => level === 'error');
      if (!isError || validate(value))
        missed.push(`${isError ? 'passed' : 'no error'}: ${JSON.stringify(value)}`);
    }
    expect(planted.length).toBeGreaterThanOrEqual(200);
    expect(missed).toEqual([]);
  });

  it.skipIf(!existsSync(folder))(
    'validates every real file that gives no error',
    { timeout: 120_000 },
    () => {
      const all = readdirSync(folder).flatMap((name) =>
        readFileSync(new URL(name, folder), 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as RealCase),
      );
      // Files with conditions are there once for each request.
      const cases = all.filter(({ name }) => !name.includes('#'));
      const clean = cases.filter(
        ({ expected }) =>
          !expected.error && !expected.messages.some(({ level }) => level === 'error'),
      );
      const refused = clean.filter(({ input }) => !validate(asJson(input))).map(({ name }) => name);
      expect(clean.length).toBeGreaterThan(800);
      expect(refused).toEqual([]);
    },
  );
});
