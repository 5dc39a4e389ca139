import { createVerify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../store/open-store.js';
import { resealAll } from './reseal.js';
import { createSecretBox } from './secret-box.js';
import { dropOldKeys, openKeyRing, rotateKeyFile } from './server-key.js';
import { loadSigningKey } from './signing-key.js';
import { createTokenIssuer } from './token-issuer.js';

let folder = '';
let keyFile = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-secrets-'));
  keyFile = join(folder, 'below', 'key');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const box = () => createSecretBox(openKeyRing(keyFile));

describe('the secret box', () => {
  it('seals with a key that is made on first use, for its owner only', () => {
    const sealed = box().seal('päss');
    expect(sealed).not.toContain('päss');
    expect(box().isSealed(sealed)).toBe(true);
    expect(box().isSealed('päss')).toBe(false);
    expect(box().open(sealed)).toBe('päss');
    expect(box().seal('päss')).not.toBe(sealed);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  });

  it('refuses what was changed, or sealed with another key', () => {
    const sealed = box().seal('secret');
    const changed = `${sealed.slice(0, -6)}AAAAAA`;
    expect(() => box().open(changed)).toThrow(
      expect.objectContaining({ code: 'TURNPIKE_SECRET_UNREADABLE' }),
    );
    rmSync(keyFile);
    expect(() => box().open(sealed)).toThrow(/was sealed with the key [0-9a-f]{8}/);
  });

  it('does not take a damaged key file for none', () => {
    box().seal('x');
    writeFileSync(keyFile, 'short');
    expect(() => box().seal('x')).toThrow('holds no key');
  });

  it('speaks the secure values of Travis', async () => {
    const { publicKey, privateKey } = await box().newKeyPair();
    const secure = box().encryptFor(publicKey, 'TOKEN=ü');
    expect(Buffer.from(secure, 'base64')).toHaveLength(512);
    expect(box().decryptWith(privateKey, secure)).toBe('TOKEN=ü');
    expect(() => box().decryptWith(privateKey, Buffer.alloc(512).toString('base64'))).toThrow(
      expect.objectContaining({ code: 'TURNPIKE_SECRET_UNREADABLE' }),
    );
    expect(() => box().encryptFor(publicKey, 'x'.repeat(600))).toThrow(/501 bytes|public key/);
  }, 300_000);

  it('keeps opening old values after a rotation, until the old keys go', async () => {
    const sealed = box().seal('old');
    const id = rotateKeyFile(keyFile);
    expect(box().open(sealed)).toBe('old');
    expect(box().seal('new')).toContain(`:${id}:`);
    dropOldKeys(keyFile);
    expect(() => box().open(sealed)).toThrow();
  });

  it('seals everything of the repositories anew', async () => {
    const opened = await openStore({ url: 'sqlite::memory:', dataDir: folder });
    await opened.migrate([]);
    const { owners, repositories, users, identities } = opened.store;
    const owner = await owners.ensure({ host: 'git', login: 'acme', type: 'user' });
    const { id } = await repositories.insert({
      ownerId: owner.id,
      name: 'repo',
      vcsProvider: 'git',
      vcsId: null,
      cloneUrl: '/x',
      htmlUrl: null,
      private: false,
      fork: false,
      defaultBranch: 'main',
      description: null,
      sealedPrivateKey: box().seal('private'),
    });
    const variable = { repositoryId: id, name: 'A', public: false, branch: null };
    await repositories.putEnvVar({ ...variable, value: box().seal('value') });
    const user = await users.insert({ login: 'ada', name: null, email: null, admin: false });
    const at = { host: 'github', hostUserId: '7', login: 'ada', name: null, avatarUrl: null };
    const identity = await identities.link({ ...at, userId: user.id });
    const sealed = { token: box().seal('token'), refresh: null };
    await identities.setTokens(identity.id, { ...sealed, scopes: [], expiresAt: null });
    const keyId = rotateKeyFile(keyFile);
    expect(await resealAll(opened.store, { dataDir: folder, keyFile }, () => undefined)).toBe(3);
    dropOldKeys(keyFile);
    const { privateKey } = (await repositories.sealed(id)) ?? {};
    expect(privateKey).toContain(keyId);
    expect(box().open(privateKey ?? '')).toBe('private');
    expect(box().open((await repositories.envVars(id))[0]?.value ?? '')).toBe('value');
    const { token } = (await identities.tokens(identity.id)) ?? {};
    expect(box().open(token ?? '')).toBe('token');
    await opened.close();
  });
});

describe('the token issuer', () => {
  const issuer = (file = keyFile) => {
    const keys = openKeyRing(file);
    const sealedFile = join(folder, 'signing-key');
    return createTokenIssuer({
      keys,
      signingKey: () => loadSigningKey({ sealedFile, box: createSecretBox(keys) }),
    });
  };

  it('knows its own run and job tokens', async () => {
    const run = { jobId: 7, run: 2 };
    const job = { ...run, buildId: 3, repositoryId: 1 };
    expect(await issuer().verify(await issuer().runToken(run))).toEqual({ kind: 'run', ...run });
    expect(await issuer().verify(await issuer().jobToken(job, 60))).toEqual({
      kind: 'job',
      ...job,
    });
  });

  it('refuses ended, foreign and changed tokens', async () => {
    const job = { jobId: 7, run: 2, buildId: 3, repositoryId: 1 };
    const token = await issuer().runToken(job);
    expect(await issuer().verify(await issuer().jobToken(job, -1))).toBeUndefined();
    expect(await issuer(join(folder, 'other')).verify(token)).toBeUndefined();
    expect(await issuer().verify(`${token.slice(0, -3)}abc`)).toBeUndefined();
    const [, claims] = token.split('.');
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(await issuer().verify(`${unsigned}.${claims}.`)).toBeUndefined();
    expect(await issuer().verify('nonsense')).toBeUndefined();
  });

  it('signs webhooks with one key, kept sealed', async () => {
    const signature = await issuer().sign('sha1', 'payload');
    const verified = createVerify('RSA-SHA1').update('payload');
    expect(verified.verify(await issuer().publicKey(), signature, 'base64')).toBe(true);
    expect(await issuer().publicKey()).toBe(await issuer().publicKey());
    expect(readFileSync(join(folder, 'signing-key'), 'utf8')).not.toContain('PRIVATE');
  });
});
