import { createHash, generateKeyPairSync } from 'node:crypto';
import { generatePrivateKey, parsePrivateKey, type PrivateKey } from 'sshpk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const PATH = '/v3/repo/1/key_pair';
const pem = (): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
    type: 'pkcs1',
    format: 'pem',
  }) as string;

const KEYS: Readonly<Record<string, () => PrivateKey>> = {
  ed25519: () => generatePrivateKey('ed25519'),
  ecdsa: () => generatePrivateKey('ecdsa', { curve: 'nistp256' }),
  rsa: () => parsePrivateKey(pem()),
};

/** A key as ssh-keygen writes it, and what ssh-keygen prints of it: the hash of what `authorized_keys` has. */
function made(type: string, passphrase?: string) {
  const key = KEYS[type]!();
  const [kind, body = ''] = key.toPublic().toString('ssh').split(' ');
  const hash = createHash('sha256').update(Buffer.from(body, 'base64')).digest('base64');
  return {
    value: key.toBuffer('ssh-private', passphrase ? { passphrase } : {}).toString(),
    fingerprint: `SHA256:${hash.replace(/=+$/, '')}`,
    publicKey: `${kind} ${body}`,
  };
}

describe('the SSH key of a repository', () => {
  it.each(['ed25519', 'rsa', 'ecdsa'])(
    'of kind %s is shown as ssh-keygen shows it',
    async (type) => {
      const { value, fingerprint, publicKey } = made(type);
      const body = { 'key_pair.value': value.trimEnd(), 'key_pair.description': 'submodules' };
      const given = await api.ask('root', `POST ${PATH}`, body);
      expect([given.status, given.body]).toMatchObject([
        201,
        { '@type': 'key_pair', description: 'submodules', fingerprint, public_key: publicKey },
      ]);
      expect(given.text).not.toContain('PRIVATE');
      expect((await api.ask('writer', `GET ${PATH}`)).body).toEqual(given.body);
      expect((await api.ask('writer', `GET ${PATH}s`)).body['key_pairs']).toEqual([given.body]);
      const sealed = await api.store.repositories.sealed(1);
      expect(sealed?.sshKey).not.toContain('PRIVATE');
      expect((await api.ask('root', `DELETE ${PATH}`)).status).toBe(204);
      expect((await api.ask('root', `GET ${PATH}`)).status).toBe(404);
      expect((await api.ask('root', `GET ${PATH}s`)).body['key_pairs']).toEqual([]);
    },
  );

  it('is replaced, and told of anew, each alone', async () => {
    await api.ask('root', `POST ${PATH}`, { value: pem() });
    const before = (await api.ask('root', `GET ${PATH}`)).body;
    expect(before['description']).toBe('');
    const told = await api.ask('root', `PATCH ${PATH}`, { description: 'of the submodules' });
    expect(told.body).toEqual({ ...before, description: 'of the submodules' });
    const fresh = await api.ask('root', `PATCH ${PATH}`, { key_pair: { value: pem() } });
    expect(fresh.body['fingerprint']).not.toBe(before['fingerprint']);
    expect(fresh.body['description']).toBe('of the submodules');
    const twice = await api.ask('root', `POST ${PATH}`, { value: pem() });
    expect([twice.status, twice.body['error_type']]).toEqual([409, 'duplicate_resource']);
    await api.ask('root', `DELETE ${PATH}`);
  });

  it('is refused where no job could use it, with why', async () => {
    const ask = async (value: string) => {
      const { status, text } = await api.ask('root', `POST ${PATH}`, { value });
      return [status, text];
    };
    const locked = made('ed25519', 'a passphrase');
    const { privateKey } = generateKeyPairSync('ed25519');
    const cipher = { cipher: 'aes-256-cbc', passphrase: 'a passphrase' };
    const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'pem', ...cipher }) as string;
    for (const value of [locked.value, pkcs8])
      expect(await ask(value)).toEqual([422, expect.stringContaining('ssh-keygen -p -N')]);
    expect(await ask('hunter2hunter2')).toEqual([
      422,
      expect.stringContaining('no private SSH key'),
    ]);
    expect((await ask('hunter2hunter2'))[1]).not.toContain('hunter2');
    expect((await ask(locked.publicKey))[0]).toBe(422);
    expect((await ask(locked.value.slice(0, 200)))[0]).toBe(422);
    expect((await api.ask('root', `GET ${PATH}`)).status).toBe(404);
    expect((await api.ask('root', `PATCH ${PATH}`, { value: pem() })).status).toBe(404);
  });

  it('is for administrators to give, and for writers to see', async () => {
    const value = pem();
    expect((await api.ask('writer', `POST ${PATH}`, { value })).status).toBe(403);
    expect((await api.ask('reader', `GET ${PATH}`)).status).toBe(403);
    expect((await api.ask('reader', `GET ${PATH}s`)).status).toBe(403);
    expect((await api.ask('stranger', `GET ${PATH}`)).status).toBe(404);
    expect((await api.ask(null, `POST ${PATH}`, { value })).status).toBe(401);
  });
});
