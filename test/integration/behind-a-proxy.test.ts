/** Behind a proxy that ends TLS: `publicUrl` says where people are; forwarded headers only whose address it is. */
import { testPlatform, type TestPlatform } from '@turnpike/sdk/testing';
import { afterEach, expect, it } from 'vitest';
import { administratorCookie } from '../support/session.js';

const PUBLIC = 'https://ci.example.com/ci';
const FORGED = {
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'evil.example',
  forwarded: 'proto=https;host=evil.example',
};

let platform: TestPlatform;
afterEach(() => platform?.stop());

/** Starts it and answers the cookie of an administrator's session. */
async function start(config: object): Promise<string> {
  platform = await testPlatform({ config: { worker: { executor: 'dummy' }, ...config } });
  return administratorCookie(platform);
}
const logOut = (headers: Record<string, string>) =>
  platform.request('/v3/session', { method: 'DELETE', headers });

it('has secure cookies of the base path, and takes writes from the public address', async () => {
  const cookie = await start({ publicUrl: PUBLIC, http: { port: 0, trustProxy: ['loopback'] } });
  expect(platform.publicUrl).toBe(PUBLIC);
  const foreign = await logOut({ cookie, ...FORGED, origin: 'https://evil.example' });
  expect(foreign.status).toBe(403);
  const answer = await logOut({ cookie, ...FORGED, origin: 'https://ci.example.com' });
  expect(answer.status).toBe(204);
  expect(answer.headers.get('set-cookie')).toMatch(/; Path=\/ci\/; .*; Secure$/);
  expect(answer.headers.get('strict-transport-security')).not.toBeNull();
}, 300_000);

it('does not take its address from whoever asks', async () => {
  const cookie = await start({});
  const answer = await logOut({ cookie, ...FORGED, origin: platform.url });
  expect(answer.status).toBe(204);
  expect(answer.headers.get('set-cookie')).not.toContain('Secure');
  expect(answer.headers.get('strict-transport-security')).toBeNull();
  for (const path of ['/', '/v3', '/v3/ui', '/v3/system']) {
    const text = await (
      await platform.request(path, {
        headers: { ...FORGED, authorization: `token ${platform.api.token}` },
      })
    ).text();
    expect(text, path).not.toContain('evil.example');
  }
}, 300_000);
