import { createServer } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { NotAllowedError, TurnpikeError } from '../contracts/errors.js';
import type { Principal } from '../contracts/http.js';
import { watchAnswers } from './watch-answers.js';

const user: Principal = {
  kind: 'user',
  userId: 1,
  login: 'ada',
  admin: true,
  via: 'token',
  scopes: ['*'],
};
const undo: (() => void)[] = [];
afterEach(() => undo.splice(0).forEach((end) => end()));

/** An answer that goes on for ever, and who asks for it as `now` says. */
async function longAnswer(now: () => Promise<Principal>) {
  const watch = watchAnswers(now, 20);
  let served = 0;
  const server = createServer((request, response) => {
    watch.add(request, response, user);
    response.write('a line\n');
    served += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo.push(
    watch.close,
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const { port } = server.address() as { port: number };
  const body = (await fetch(`http://127.0.0.1:${port}`)).text();
  const ended = body.then(
    () => 'whole',
    () => 'cut',
  );
  return { ended, served: () => served };
}

it.each([
  ['the token is revoked', () => Promise.reject(new NotAllowedError('TURNPIKE_AUTH_INVALID'))],
  ['the session has ended', async () => ({ kind: 'anonymous' }) as const],
  ['the account is demoted', async () => ({ ...user, admin: false })],
  ['the token may less', async () => ({ ...user, scopes: ['read'] })],
])('ends a long answer when %s', async (_how, after) => {
  let isOver = false;
  const { ended } = await longAnswer(async () => (isOver ? after() : user));
  const first = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 200))]);
  expect(first).toBeUndefined();
  isOver = true;
  expect(await ended).toBe('cut');
});

it('lets it go on while the database is away', async () => {
  const away = async () => Promise.reject(new TurnpikeError('TURNPIKE_STORE_UNAVAILABLE'));
  const { ended } = await longAnswer(away);
  const first = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 300))]);
  expect(first).toBeUndefined();
});
