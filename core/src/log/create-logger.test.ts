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
