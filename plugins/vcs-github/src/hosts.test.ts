import { codeHost, fakeCodeHosts } from '@turnpike/sdk/testing';
import { describe, expect, it } from 'vitest';
import { config } from './config.js';
import { githubHosts } from './hosts.js';
import { createGithubProvider } from './provider.js';

const hub = (patch: object) => codeHost({ kind: 'github', ...patch });
const hostsOf = (...list: ReturnType<typeof hub>[]) =>
  githubHosts(config.parse({ token: 'own' }), fakeCodeHosts(...list));
const delivery = (headers: Record<string, string>) => ({
  headers: { 'x-github-event': 'push', 'x-github-delivery': '1', ...headers },
  body: new Uint8Array(),
  hint: null,
});

describe('several GitHubs', () => {
  it('are those of the list, and that of the settings unless the list has it', () => {
    const acme = hub({ id: 'acme', url: 'https://git.acme.example', token: 'theirs' });
    expect(hostsOf(acme)).toMatchObject([
      { id: 'github', apiUrl: 'https://api.github.com', webHost: 'github.com', token: 'own' },
      { id: 'acme', apiUrl: 'https://git.acme.example/api/v3', webHost: 'git.acme.example' },
    ]);
    const listed = hub({ id: 'github', url: 'https://github.com', token: 'listed' });
    expect(hostsOf(listed)).toMatchObject([{ id: 'github', token: 'listed', pollSeconds: 300 }]);
  });

  it.each([
    ['https://github.com', {}, 'https://api.github.com'],
    ['https://acme.ghe.com', {}, 'https://api.acme.ghe.com'],
    ['https://a.example/hub', { reachUrl: 'http://hub:80/hub' }, 'http://hub:80/hub/api/v3'],
    ['https://a.example', { apiUrl: 'https://b.example/v3' }, 'https://b.example/v3'],
  ])('have the API of %s', (url, patch, apiUrl) => {
    expect(hostsOf(hub({ id: 'github', url, ...patch }))[0]?.apiUrl).toBe(apiUrl);
  });

  it('tell by the name of an Enterprise server whose delivery it is, and take no relative’s', async () => {
    const [github, acme] = hostsOf(hub({ id: 'acme', url: 'https://git.acme.example' })).map(
      createGithubProvider,
    );
    const theirs = delivery({ 'x-github-enterprise-host': 'git.acme.example' });
    expect(await github?.identify(theirs)).toBeUndefined();
    expect(await acme?.identify(theirs)).toEqual({ event: 'push', guid: '1' });
    expect([github, acme].map((one) => [one?.id, one?.kind])).toEqual([
      ['github', 'github'],
      ['acme', 'github'],
    ]);
    for (const other of ['gitea', 'forgejo', 'gogs'])
      expect(await github?.identify(delivery({ [`x-${other}-event`]: 'push' }))).toBeUndefined();
  });

  it('take the addresses of their own repositories only', async () => {
    const [, acme] = hostsOf(hub({ id: 'acme', url: 'https://git.acme.example' }));
    const inspecting = createGithubProvider(acme!).inspect!('https://github.com/a/b');
    await expect(inspecting).rejects.toMatchObject({ code: 'TURNPIKE_INPUT_INVALID' });
  });
});
