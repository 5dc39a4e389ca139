import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Config } from '../config.js';
import { credentialSource } from './credential-source.js';

let folder = '';
let server: Server | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credentials-'));
});
afterEach(async () => {
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

/** Lends keys as AWS does; answers its address. */
async function lender(
  answer: (asked: string, request: IncomingMessage) => { status?: number; body: string },
): Promise<string> {
  server = createServer(async (request, response) => {
    let asked = '';
    for await (const chunk of request) asked += String(chunk);
    const { status = 200, body } = answer(asked, request);
    response.writeHead(status, { connection: 'close' }).end(body);
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const bare = Config.parse({});
const inMinutes = (minutes: number): string =>
  new Date(Date.now() + minutes * 60_000).toISOString();

describe('the key of the bucket', () => {
  it('is taken from settings before the environment', async () => {
    const env = { AWS_ACCESS_KEY_ID: 'env', AWS_SECRET_ACCESS_KEY: 'e', AWS_SESSION_TOKEN: 't' };
    const own = Config.parse({ accessKey: 'own', secretKey: 'o' });
    expect(await credentialSource(own, env).get()).toEqual({ accessKey: 'own', secretKey: 'o' });
    const lent = { accessKey: 'env', secretKey: 'e', sessionToken: 't' };
    expect(await credentialSource(bare, env).get()).toEqual(lent);
  });

  it('is refused with words where it is missing, whole or in half', () => {
    const code = 'TURNPIKE_OBJECTS_KEY';
    expect(() => credentialSource(bare, {})).toThrow(expect.objectContaining({ code }) as Error);
    expect(() => credentialSource(Config.parse({ accessKey: 'a' }), {})).toThrow(
      expect.objectContaining({
        code,
        details: expect.objectContaining({ key: 'store-s3.secretKey' }) as object,
      }) as Error,
    );
  });

  it('is read from a file, and again where that has changed', async () => {
    const file = join(folder, 'credentials');
    const text = (key: string): string =>
      `[other]\naws_access_key_id = no\naws_secret_access_key = no\n[default]\naws_access_key_id = ${key}\naws_secret_access_key = s3/+=\n`;
    await writeFile(file, text('first'));
    const source = credentialSource(Config.parse({ credentialsFile: file }), {});
    expect(await source.get()).toEqual({ accessKey: 'first', secretKey: 's3/+=' });
    await writeFile(file, text('second'));
    await utimes(file, new Date(), new Date(Date.now() + 5_000));
    expect(await source.get()).toMatchObject({ accessKey: 'second' });
    await writeFile(file, '[other]\n');
    await utimes(file, new Date(), new Date(Date.now() + 9_000));
    await expect(source.get()).rejects.toMatchObject({
      code: 'TURNPIKE_OBJECTS_KEY',
      details: { file, key: 'store-s3.credentialsFile' },
    });
  });

  it('is lent to a service account for its token, and anew before it runs out', async () => {
    let lent = 0;
    const endpoint = await lender((asked) => {
      const form = new URLSearchParams(asked);
      expect(form.get('Action')).toBe('AssumeRoleWithWebIdentity');
      expect([form.get('RoleArn'), form.get('WebIdentityToken')]).toEqual(['arn:role', 'jwt']);
      const fields = `<AccessKeyId>key-${(lent += 1)}</AccessKeyId><SecretAccessKey>s</SecretAccessKey>`;
      const until = inMinutes(lent === 1 ? 2 : 60);
      const rest = `<SessionToken>t</SessionToken><Expiration>${until}</Expiration>`;
      return { body: `<R><Credentials>${fields}${rest}</Credentials></R>` };
    });
    const token = join(folder, 'token');
    await writeFile(token, 'jwt\n');
    const source = credentialSource(bare, {
      AWS_WEB_IDENTITY_TOKEN_FILE: token,
      AWS_ROLE_ARN: 'arn:role',
      AWS_ENDPOINT_URL_STS: endpoint,
    });
    expect(await source.get()).toEqual({ accessKey: 'key-1', secretKey: 's', sessionToken: 't' });
    // The first one had two minutes left.
    expect(await source.get()).toMatchObject({ accessKey: 'key-2' });
    expect(await source.get()).toMatchObject({ accessKey: 'key-2' });
    source.forget();
    expect(await source.get()).toMatchObject({ accessKey: 'key-3' });
  });

  it('is lent to a container, and it is said where that is refused', async () => {
    let status = 200;
    const address = await lender((_asked, { headers }) => {
      expect(headers.authorization).toBe('pod');
      const body = JSON.stringify({
        ...{ AccessKeyId: 'a', SecretAccessKey: 's', Token: 't' },
        Expiration: inMinutes(60),
      });
      return { status, body };
    });
    const file = join(folder, 'token');
    await writeFile(file, 'pod');
    const env = {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: address,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file,
    };
    const source = credentialSource(bare, env);
    expect(await source.get()).toEqual({ accessKey: 'a', secretKey: 's', sessionToken: 't' });
    status = 403;
    source.forget();
    await expect(source.get()).rejects.toMatchObject({
      code: 'TURNPIKE_OBJECTS_UNAVAILABLE',
      details: { file: address },
    });
  });
});
