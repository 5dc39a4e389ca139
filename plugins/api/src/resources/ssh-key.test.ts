import { generateKeyPairSync } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
let folder: string;
beforeAll(async () => {
  api = await startTestApi();
  folder = mkdtempSync(join(tmpdir(), 'ssh-key-'));
});
afterAll(async () => {
  await api.stop();
  rmSync(folder, { recursive: true });
});

const PATH = '/v3/repo/1/key_pair';
const pem = (): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
    type: 'pkcs1',
    format: 'pem',
  }) as string;

/** A key as ssh-keygen writes it, with the fingerprint that it prints. */
function made(name: string, type: string, passphrase = '') {
  const file = join(folder, name);
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', passphrase, '-C', 'me@here', '-f', file]);
  const shown = execFileSync('ssh-keygen', ['-l', '-f', `${file}.pub`], { encoding: 'utf8' });
  const [kind, body] = readFileSync(`${file}.pub`, 'utf8').split(' ');
  return {
    value: readFileSync(file, 'utf8'),
    fingerprint: shown.split(' ')[1],
    publicKey: `${kind} ${body}`,
  };
}

describe('the SSH key of a repository', () => {
  it.each(['ed25519', 'rsa', 'ecdsa'])('of kind %s is shown as ssh-keygen shows it', async (type) => {
    const { value, fingerprint, publicKey } = made(type, type);
    const body = { 'key_pair.value': value.trimEnd(), 'key_pair.description': 'submodules' };
    const given = await api.ask('root', `POST ${PATH}`, body);
    expect([given.status, given.body]).toMatchObject([
      201,
      { '@type': 'key_pair', description: 'submodules', fingerprint, public_key: publicKey },
    ]);
    expect(given.text).not.toContain('PRIVATE');
    expect((await api.ask('writer', `GET ${PATH}`)).body).toEqual(given.body);
    const sealed = await api.store.repositories.sealed(1);
    expect(sealed?.sshKey).not.toContain('PRIVATE');
    expect((await api.ask('root', `DELETE ${PATH}`)).status).toBe(204);
    expect((await api.ask('root', `GET ${PATH}`)).status).toBe(404);
  });

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
    const locked = made('locked', 'ed25519', 'a passphrase');
    expect(await ask(locked.value)).toEqual([422, expect.stringContaining('ssh-keygen -p -N')]);
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
    expect((await api.ask('stranger', `GET ${PATH}`)).status).toBe(404);
    expect((await api.ask(null, `POST ${PATH}`, { value })).status).toBe(401);
  });
});
