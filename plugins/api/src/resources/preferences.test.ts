import { tokens as hostTokens } from '@turnpike/sdk';
import { writeUnsubscribeToken } from '@turnpike/sdk/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

describe('preferences', () => {
  it('are as they come until they are set, each account its own', async () => {
    const all = async (who: string) =>
      (await api.ask(who, 'GET /v3/preferences')).body['preferences'];
    const asTheyCome = [
      { name: 'build_emails', value: true },
      { name: 'private_insights_visibility', value: 'private' },
    ];
    expect(await all('reader')).toMatchObject(asTheyCome);
    // As Travis's clients write it, and bare.
    const at = 'PATCH /v3/preference/build_emails';
    const set = await api.ask('reader', at, { 'preference.value': false });
    expect(set.body).toMatchObject({ name: 'build_emails', value: false });
    expect(await all('reader')).toMatchObject([{ value: false }, { value: 'private' }]);
    expect(await all('writer')).toMatchObject(asTheyCome);
    await api.ask('reader', at, { value: true });
    const one = await api.ask('reader', 'GET /v3/preference/build_emails');
    expect(one.body).toMatchObject({ value: true });
  });

  it('refuses what is no value of it, and what is no preference', async () => {
    const wrong = await api.ask('reader', 'PATCH /v3/preference/build_emails', { value: 'maybe' });
    expect(wrong.status).toBe(400);
    for (const name of ['none', 'toString', '__proto__'])
      expect((await api.ask('reader', `GET /v3/preference/${name}`)).status).toBe(404);
    expect((await api.ask(null, 'GET /v3/preferences')).status).toBe(401);
  });

  it('stars a repository for oneself, as far as one may read it', async () => {
    const at = `/v3/repo/${api.repository.id}`;
    const starred = await api.ask('reader', `POST ${at}/star`);
    expect(starred.body).toMatchObject({ '@type': 'repository', starred: true });
    expect((await api.ask('writer', `GET ${at}`)).body['starred']).toBe(false);
    expect((await api.ask('reader', `POST ${at}/unstar`)).body['starred']).toBe(false);
    expect((await api.ask('stranger', `POST ${at}/star`)).status).toBe(404);
  });
});

describe('mail', () => {
  const wants = async () => {
    const reader = await api.store.users.byLogin('reader');
    await api.store.users.update(reader?.id ?? 0, { email: 'reader@example.com' });
    return !(await api.store.preferences.wantsNoMail('reader@example.com', api.repository.id));
  };

  it('is ended and wanted again by repository', async () => {
    const at = `/v3/repo/${api.repository.id}/email_subscription`;
    expect(await wants()).toBe(true);
    expect((await api.ask('reader', `DELETE ${at}`)).status).toBe(204);
    expect(await wants()).toBe(false);
    const shown = await api.ask('reader', `GET /v3/repo/${api.repository.id}`);
    expect(shown.body['email_subscribed']).toBe(false);
    expect((await api.ask('reader', `POST ${at}`)).status).toBe(204);
    expect(await wants()).toBe(true);
    expect((await api.ask('stranger', `DELETE ${at}`)).status).toBe(404);
  });

  it('is ended by the link of a mail, without an account, and by no other link', async () => {
    const secrets = api.host.resolve(hostTokens.secrets);
    const of = { address: 'list@example.com', repositoryId: api.repository.id };
    const at = `/v3/unsubscribe/${writeUnsubscribeToken(secrets, of)}`;
    // To look is not to end it: programs that check mail open all links.
    const looked = await api.ask(null, `GET ${at}`);
    expect(looked.body).toMatchObject({ address: of.address, subscribed: true });
    const posted = await api.host.request(at, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(await posted.json()).toMatchObject({ repository: 'ada/engine', subscribed: false });
    expect(await api.store.preferences.wantsNoMail(of.address, of.repositoryId)).toBe(true);
    expect((await api.ask(null, `DELETE ${at}`)).body['subscribed']).toBe(true);
    const sealed = Buffer.from(secrets.seal('["other","list@example.com",1]')).toString(
      'base64url',
    );
    for (const token of ['x', at.slice(-40), sealed])
      expect((await api.ask(null, `POST /v3/unsubscribe/${token}`)).status).toBe(404);
    const { rows } = await api.store.audit.list({ action: 'email.' }, { limit: 10 });
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain(of.address);
    expect(JSON.stringify(rows)).not.toContain(at.slice(-40));
  });
});

describe('the own data', () => {
  it('is written out without a secret, and without what is of others', async () => {
    const answer = await api.ask('writer', 'GET /v3/user/export');
    expect(answer.body).toMatchObject({
      account: { login: 'writer' },
      tokens: [{ name: 'test' }],
      rights: [{ repository: 'ada/engine', level: 'write' }],
      builds: [{ number: 1 }],
    });
    expect(answer.text).not.toContain('token-of-writer');
    expect((await api.ask('stranger', 'GET /v3/user/export')).body).toMatchObject({
      rights: [],
      builds: [],
    });
  });

  it('goes with the account; builds stay as of nobody', async () => {
    const at = 'DELETE /v3/user';
    expect((await api.ask('writer', at, { login: 'reader' })).status).toBe(400);
    const only = await api.ask('root', at, { login: 'root' });
    expect(only.body).toMatchObject({ error_type: 'last_administrator' });
    expect((await api.ask('writer', at, { login: 'Writer' })).status).toBe(204);
    expect((await api.ask('writer', 'GET /v3/user')).status).toBe(401);
    const { rows } = await api.store.builds.list({ repositoryId: api.repository.id }, { limit: 5 });
    expect(rows.map(({ sender }) => sender)).toEqual([null]);
  });
});
