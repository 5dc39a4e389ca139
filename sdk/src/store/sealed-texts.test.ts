import type { SecretBox, Store, VcsCredential } from '@turnpike/core/contracts';
import { describe, expect, it } from 'vitest';
import { repositoryRecord } from '../testing/repository.js';
import { openRepoAccess, readCredential, writeCredential } from './repo-access.js';
import { readWebhookSecrets, writeWebhookSecrets } from './webhook-secrets.js';

describe('credentials', () => {
  it.each<VcsCredential>([
    { kind: 'token', token: 't' },
    { kind: 'basic', user: 'u', password: 'p{"' },
    { kind: 'ssh', privateKey: '-----BEGIN\n' },
  ])('come back as they went: %j', (credential) => {
    expect(readCredential(writeCredential(credential))).toEqual(credential);
  });

  it('may be a bare token', () => {
    expect(readCredential('ghp_x')).toEqual({ kind: 'token', token: 'ghp_x' });
  });
});

describe('webhook secrets', () => {
  it.each([[['one']], [['old', 'new']], [['[odd']], [[]]])(
    'come back as they went: %j',
    (secrets) => {
      expect(readWebhookSecrets(writeWebhookSecrets(secrets))).toEqual(secrets);
    },
  );
});

describe('openRepoAccess', () => {
  const open = (sealed: Record<string, string | null>, cloneUrl: string) =>
    openRepoAccess(
      {
        store: { repositories: { sealed: async () => sealed } } as unknown as Store,
        secrets: { open: (text: string) => text.replace('sealed ', '') } as SecretBox,
      },
      repositoryRecord({ cloneUrl }),
    );

  it('opens the credential, or stands in the SSH key for SSH URLs', async () => {
    const both = { credential: 'sealed t', sshKey: 'sealed key' };
    const url = 'https://example.com/a.git';
    expect((await open(both, url)).credential).toEqual({ kind: 'token', token: 't' });
    const key = { credential: null, sshKey: 'sealed key' };
    expect((await open(key, url)).credential).toBe(null);
    expect((await open(key, 'git@example.com:a.git')).credential).toEqual({
      kind: 'ssh',
      privateKey: 'key',
    });
    expect((await open({}, '/srv/a')).credential).toBe(null);
  });
});
