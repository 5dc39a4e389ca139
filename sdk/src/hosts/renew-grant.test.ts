import { describe, expect, it } from 'vitest';
import { ExternalHostError } from '@turnpike/core/contracts';
import { renewGrant, type GrantRenewal } from './renew-grant.js';

const asked = (answer: () => Response | Promise<Response>, seen: Request[] = []): GrantRenewal => ({
  name: 'The host',
  url: 'https://git.example.com/token',
  fetch: async (input, init) => {
    seen.push(new Request(input as string, init));
    return answer();
  },
  form: { client_id: 'app', client_secret: 's3cret' },
  refusal: (refused) =>
    Promise.resolve(new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', `said ${refused.status}`)),
});
const json = (body: unknown, status = 200): Response => Response.json(body, { status });

describe('the renewal of a grant', () => {
  it('sends the refresh token and who asks, and answers the next pair', async () => {
    const seen: Request[] = [];
    const answer = { access_token: 'a2', refresh_token: 'r2', expires_in: '60' };
    const before = Date.now();
    const grant = await renewGrant(
      asked(() => json(answer), seen),
      'r1',
    );
    expect(grant).toMatchObject({ token: 'a2', refresh: 'r2' });
    expect(grant.expiresAt).toBeGreaterThanOrEqual(before + 60_000);
    const sent = Object.fromEntries(new URLSearchParams(await seen[0]!.text()));
    expect(sent).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'r1',
      client_id: 'app',
      client_secret: 's3cret',
    });
  });

  it('has no end and no next one where the host names none', async () => {
    const grant = await renewGrant(
      asked(() => json({ access_token: 'a2' })),
      'r1',
    );
    expect(grant).toEqual({ token: 'a2', refresh: null, expiresAt: null });
  });

  it.each([400, 401])('ends with the sign-in where the host says %d', async (status) => {
    const renewed = renewGrant(
      asked(() => json({ error: 'invalid_grant' }, status)),
      'r1',
    );
    await expect(renewed).rejects.toMatchObject({ code: 'TURNPIKE_AUTH_INVALID' });
  });

  it('is worth another try where the host is away, and says nothing of the secret', async () => {
    for (const answer of [
      () => json({}, 503),
      () => Promise.reject(new Error('connect ECONNREFUSED')),
    ]) {
      const renewed = renewGrant(asked(answer), 'r1');
      await expect(renewed).rejects.toMatchObject({ code: 'TURNPIKE_HOST_UNAVAILABLE' });
      await renewed.catch((error: Error) => expect(error.message).not.toContain('s3cret'));
    }
  });

  it.each(['not JSON', '{"error":"bad_verification_code"}', '{"access_token":""}', 'null'])(
    'refuses an answer without a token: %s',
    async (body) => {
      const renewed = renewGrant(
        asked(() => new Response(body)),
        'r1',
      );
      await expect(renewed).rejects.toMatchObject({ code: 'TURNPIKE_HOST_REFUSED' });
    },
  );
});
