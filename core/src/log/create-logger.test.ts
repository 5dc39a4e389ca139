import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ConfigError } from '../contracts/errors.js';
import { createLogger } from './create-logger.js';

it('writes lines of JSON with fields, without secrets, with the code of errors', async () => {
  const lines: string[] = [];
  const log = await createLogger({
    config: { level: 'info', format: 'json' },
    destination: { write: (line) => void lines.push(line) },
  });
  const secret = 'hunter2';
  log
    .child({ plugin: 'worker' })
    .info(
      { job: 7, token: secret, headers: { authorization: secret }, access: { password: secret } },
      'claimed',
    );
  log.error(
    { err: new ConfigError('TURNPIKE_TOKEN_MISSING', 'No.', { token: 'store' }) },
    'failed',
  );
  log.debug({}, 'not shown');
  expect(lines).toHaveLength(2);
  expect(lines.join()).not.toContain(secret);
  const [first, second] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(first).toMatchObject({ level: 'info', plugin: 'worker', job: 7, msg: 'claimed' });
  expect(second).toMatchObject({
    err: { code: 'TURNPIKE_TOKEN_MISSING', details: { token: 'store' } },
  });
});

const PASSWORD = 'q7hunter2hunter2';
const ADDRESS = `https://alice:${PASSWORD}@git.example/a.git`;

async function written(
  log: (logger: Awaited<ReturnType<typeof createLogger>>) => void,
): Promise<string> {
  const lines: string[] = [];
  log(
    await createLogger({
      config: { level: 'debug', format: 'json' },
      destination: { write: (line) => void lines.push(line) },
    }),
  );
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) JSON.parse(line);
  return lines.join('');
}

/** What a line can carry, with a secret somewhere in it: by the name of its field, or within a text. */
const secret = fc.oneof(
  fc.constantFrom<Record<string, unknown>>(
    { url: ADDRESS },
    { message: `fatal: cannot read ${ADDRESS}: 401` },
    { err: new Error(`cannot read ${ADDRESS}`) },
    { error: new TypeError('no', { cause: new Error(ADDRESS, { cause: { url: ADDRESS } }) }) },
    { err: new AggregateError([new Error(ADDRESS)], 'all failed') },
    { err: new ConfigError('TURNPIKE_TOKEN_MISSING', ADDRESS, { file: ADDRESS, token: ADDRESS }) },
    { place: new URL(ADDRESS) },
    { seen: new Map([['origin', ADDRESS]]), all: new Set([ADDRESS]) },
    { args: ['--token', PASSWORD].join(' ') },
  ),
  fc
    .constantFrom(
      'password',
      'hookSecret',
      'private_key',
      'runToken',
      'Set-Cookie',
      'x-hub-signature',
      'credential',
    )
    .map((name) => ({ [name]: PASSWORD })),
);
const nested = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    secret,
    fc.record({ inner: tie('any'), text: fc.string() }),
    fc.array(tie('any'), { minLength: 1, maxLength: 3 }),
    tie('any').map((cause) => new Error('outer', { cause })),
  ),
})).any;

it('hides secrets wherever in a line they stand (property)', async () => {
  await fc.assert(
    fc.asyncProperty(nested, async (value) => {
      const text = await written((log) => {
        log.info({ value }, 'plain');
        log.child({ value }).warn({ list: [value] }, `reading ${ADDRESS}`);
        log.error({ err: value }, 'failed');
      });
      expect(text).not.toContain(PASSWORD);
    }),
    { numRuns: 200 },
  );
});

it('tells the rest as it is: addresses, codes, causes with their stacks, and what refers to itself', async () => {
  const loop: Record<string, unknown> = { tokens: 3, token: null };
  loop['self'] = loop;
  const cause = new ConfigError('TURNPIKE_TOKEN_MISSING', `of ${ADDRESS}`, { token: 'store' });
  const [line] = (
    await written((log) => log.error({ err: new Error('outer', { cause }), loop }, 'failed'))
  ).split('\n');
  expect(JSON.parse(line ?? '')).toMatchObject({
    msg: 'failed',
    err: {
      message: 'outer',
      cause: {
        code: 'TURNPIKE_TOKEN_MISSING',
        message: 'of https://git.example/a.git',
        details: { token: 'store' },
        stack: expect.stringContaining('create-logger.test') as string,
      },
    },
    loop: { tokens: 3, token: null, self: { tokens: 3 } },
  });
});
