/** A sign-in that begins in one process of the api and ends in another, over one database. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tokens, type Commands, type LogReader } from '@turnpike/sdk';
import { fake, startTestHost, type TestHost } from '@turnpike/sdk/testing';
import { plugin as api } from '@turnpike/plugin-api';
import { plugin as login } from '@turnpike/plugin-login-gitea';
import { APP, startOAuthHost, type OAuthHost } from '../support/oauth-host.js';
import { dropPostgres, freshPostgres, hasPostgres } from '../support/postgres.js';

/** Where people reach both; nothing listens there in this test. */
const PUBLIC = 'http://127.0.0.1:9';

describe.skipIf(!hasPostgres())('two processes of the api', () => {
  let hub: OAuthHost;
  let url: string;
  let hosts: TestHost[];

  beforeEach(async () => {
    hub = await startOAuthHost({
      authorize: '/login/oauth/authorize',
      token: '/login/oauth/access_token',
      errorStatus: 400,
      words: { code: 'invalid_grant', secret: 'invalid_client', redirect: 'invalid_grant' },
      credentials: 'body',
      api: {
        '/api/v1/user': { id: 8, login: 'mira', full_name: 'Mira', avatar_url: null },
        '/api/v1/user/emails': [],
      },
    });
    hub.redirectUri = `${PUBLIC}/auth/hub/callback`;
    url = await freshPostgres();
    hosts = [];
  });
  afterEach(async () => {
    for (const one of hosts) await one.stop();
    await hub.close();
    await dropPostgres(url);
  });

  async function start(keyFile?: string): Promise<TestHost> {
    const entry = { id: 'hub', kind: 'gitea', url: hub.url, ...APP, registration: 'open' };
    const host = await startTestHost({
      plugins: [login, api],
      values: {
        publicUrl: PUBLIC,
        hosts: [entry],
        database: { url },
        ...(keyFile === undefined ? {} : { keyFile }),
      },
      provided: [fake(tokens.commands, {} as Commands), fake(tokens.logReader, {} as LogReader)],
      allTaps: true,
      faults: 'kept',
    });
    hosts.push(host);
    return host;
  }
  const get = (where: string, cookie = '') =>
    fetch(where, { redirect: 'manual', headers: { cookie } });
  const cookieOf = (answer: Response) =>
    answer.headers.getSetCookie().map((one) => one.split(';')[0])[0] ?? '';

  it('take a browser back that the other one sent, and let it in once', async () => {
    const one = await start();
    const two = await start(join(one.dataDir, 'key'));
    const sent = await get(`${one.url}/auth/hub/start`);
    const atHub = await get(sent.headers.get('location') ?? '');
    const back = new URL(atHub.headers.get('location') ?? '');
    expect(back.origin).toBe(PUBLIC);
    const places = [two, one, two].map((host) => `${host.url}${back.pathname}${back.search}`);
    const answers = await Promise.all(places.map((place) => get(place, cookieOf(sent))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409, 409]);
    expect(hub.forms).toHaveLength(1);
    const session = answers.map(cookieOf).find((cookie) => cookie !== '');
    for (const host of hosts) {
      const answer = await get(`${host.url}/v3/session`, session);
      expect(await answer.json()).toMatchObject({ user: { login: 'mira' } });
    }
  });
});
