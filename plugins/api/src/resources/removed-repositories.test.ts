import {
  ExternalHostError,
  InputError,
  tokens,
  type RepoAccess,
  type VcsProvider,
} from '@turnpike/sdk';
import { fake } from '@turnpike/sdk/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
let asked: { readonly token: string | null; readonly url: string }[];
let answer: () => Promise<string | undefined>;
const SECRET = 'tok-of-the-host';

/** A host whose hooks answer as the test says. */
const host = {
  id: 'hosted',
  describe: '',
  removeHook: async ({ credential }: RepoAccess, { url }: { readonly url: string }) => {
    asked.push({ token: credential?.kind === 'token' ? credential.token : null, url });
    return answer();
  },
} as Partial<VcsProvider> as VcsProvider;

beforeEach(async () => {
  asked = [];
  answer = async () => 'The hook is gone.';
  api = await startTestApi({ deps: [fake(tokens.vcsProviders, host)] });
});
afterEach(() => api.stop());

/** A private repository of that host, read with a token. */
async function add(credential: string | null = SECRET): Promise<number> {
  const { id } = await api.store.repositories.insert({
    ...{ ownerId: 1, name: 'private', vcsProvider: 'hosted', vcsId: '9', private: true },
    ...{ cloneUrl: 'https://u:p@host.example/ada/private', htmlUrl: 'https://host.example/p' },
    ...{ fork: false, defaultBranch: 'main', description: null, active: true },
    ...(credential && { sealedCredential: api.host.resolve(tokens.secrets).seal(credential) }),
  });
  return id;
}
const remove = (id: number) => api.ask('root', `DELETE /v3/repo/${id}`);
const left = async () =>
  (await api.ask('root', 'GET /v3/removed_repos')).body['removed_repositories'];

it('takes its hook away with its own token, and says that the token is still valid', async () => {
  const id = await add();
  const gone = await remove(id);
  const url = `${api.host.url}/hooks/hosted/${id}`;
  expect(asked).toEqual([
    { token: SECRET, url: expect.stringMatching(`/hooks/hosted/${id}$`) as string },
  ]);
  expect(gone.body, url).toMatchObject({
    '@type': 'removed_repository',
    ...{ id, slug: 'ada/private', private: true, provider: 'hosted', vcs_id: '9', kept: true },
    clone_url: 'https://host.example/ada/private',
    hook: { state: 'gone', message: 'The hook is gone.' },
    credential: 'token',
  });
  expect(gone.text).not.toContain(SECRET);
  expect(await left()).toMatchObject([{ id, slug: 'ada/private' }]);
});

it('leaves nothing to be listed where nothing is left', async () => {
  answer = async () => undefined;
  const gone = await remove(await add(null));
  expect(gone.body).toMatchObject({ kept: false, hook: { state: 'gone' }, credential: null });
  expect(await left()).toEqual([]);
});

it('is removed though its host is away, and its hook later with a token given for it', async () => {
  answer = () => Promise.reject(new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', 'on holiday'));
  const id = await add();
  expect((await remove(id)).body).toMatchObject({
    hook: { state: 'unknown', message: 'on holiday' },
  });
  expect((await api.ask('root', `GET /v3/repo/${id}`)).status).toBe(404);
  const again = `POST /v3/removed_repo/${id}/remove_hook`;
  expect((await api.ask('root', again, {})).body).toMatchObject({ hook: { state: 'unknown' } });
  expect(asked.at(-1)?.token, 'none was kept').toBeNull();
  answer = async () => 'Gone now.';
  const done = await api.ask('root', again, { token: 'another' });
  expect(asked.at(-1)?.token).toBe('another');
  expect(done.body).toMatchObject({ hook: { state: 'gone', message: 'Gone now.' } });
  const shown = await api.ask('root', `GET /v3/removed_repo/${id}`);
  expect(shown.body).toMatchObject({ hook: { state: 'gone' } });
  expect((await api.ask('root', `DELETE /v3/removed_repo/${id}`)).status).toBe(204);
  expect((await api.ask('root', `DELETE /v3/removed_repo/${id}`)).status).toBe(404);
});

it('says of a hook that only people can take away so, where one ever sent', async () => {
  answer = () =>
    Promise.reject(new InputError('TURNPIKE_INPUT_INVALID', 'Elsewhere.', { wayOut: 'By hand.' }));
  expect((await remove(await add(null))).body).toMatchObject({
    hook: { state: 'gone' },
    kept: false,
  });
  const { id } = await api.store.repositories.insert({
    ...{ ownerId: 1, name: 'told', vcsProvider: 'hosted', vcsId: null, private: false },
    ...{ cloneUrl: 'https://host.example/ada/told', htmlUrl: null, fork: false },
    ...{ defaultBranch: 'main', description: null, active: true },
  });
  await api.store.deliveries.insert({
    ...{ provider: 'hosted', guid: 'g', event: 'push', repositoryId: id, headers: {}, body: '' },
    ...{ outcome: 'accepted', reason: null },
  });
  expect((await remove(id)).body).toMatchObject({
    hook: { state: 'unknown', message: 'Elsewhere. By hand.' },
    kept: true,
  });
});

it('is for administrators of the platform alone', async () => {
  const id = await add();
  await remove(id);
  for (const [who, status] of [
    ['writer', 403],
    [null, 401],
  ] as const) {
    for (const address of [
      'GET /v3/removed_repos',
      `GET /v3/removed_repo/${id}`,
      `DELETE /v3/removed_repo/${id}`,
    ])
      expect((await api.ask(who, address)).status, `${who} ${address}`).toBe(status);
    expect((await api.ask(who, `POST /v3/removed_repo/${id}/remove_hook`, {})).status).toBe(status);
  }
});

it('takes the hook of a repository away that stays, for its administrators, active or not', async () => {
  const id = await add();
  await api.store.repositories.update(id, { active: false });
  const shown = await api.ask('root', `DELETE /v3/repo/${id}/hook`);
  expect([shown.status, shown.body]).toMatchObject([
    200,
    { state: 'gone', message: 'The hook is gone.' },
  ]);
  expect((await api.ask('stranger', `DELETE /v3/repo/${id}/hook`)).status).toBe(404);
  // What is its own can be managed though its host does not show it any more.
  expect((await api.ask('root', `GET /v3/repo/${id}/hook`)).status).toBe(200);
  expect((await api.ask('root', `GET /v3/repo/${id}/key_pair/generated`)).status).toBe(200);
});
