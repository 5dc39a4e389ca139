import { createVerify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { tokens, type Notifier } from '@turnpike/sdk';
import { buildNotice, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { notifierConformance } from '@turnpike/sdk/conformance';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plugin } from './plugin.js';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
interface Receiver {
  readonly url: string;
  readonly received: Received[];
  status: number;
  close(): Promise<void>;
}

async function receiver(): Promise<Receiver> {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response
        .writeHead(made.status, made.status === 302 ? { location: 'http://169.254.169.254/' } : {})
        .end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const made: Receiver = {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    status: 200,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return made;
}

const tools = {
  signal: new AbortController().signal,
  access: () => Promise.reject(new Error('not used')),
};

describe('notify-webhook', () => {
  let host: TestHost;
  let notifier: Notifier;
  let there: Receiver;
  beforeEach(async () => {
    there = await receiver();
    host = await testPlugin(plugin, { core: { net: { allow: ['127.0.0.1'] } } });
    notifier = host.resolve(tokens.notifiers)[0]!;
  });
  afterEach(async () => {
    await host.stop();
    await there.close();
  });
  const send = async (urls: unknown, notice = buildNotice()) => {
    for (const target of await notifier.targets({ config: { urls } }, notice))
      await notifier.send(target, notice, 'delivery-1', tools);
  };

  it("posts Travis's form with a signature that its public key verifies", async () => {
    await send(there.url);
    const [{ headers, body }] = there.received as [Received];
    const payload = new URLSearchParams(body).get('payload')!;
    expect(JSON.parse(payload)).toMatchObject({
      status: 0,
      status_message: 'Passed',
      number: '1',
      type: 'push',
      repository: { name: 'repo', owner_name: 'owner' },
      matrix: [{ state: 'passed' }],
    });
    expect(headers).toMatchObject({
      'travis-repo-slug': 'owner/repo',
      'x-turnpike-delivery': 'delivery-1',
      'content-type': 'application/x-www-form-urlencoded',
    });
    const publicKey = await host.resolve(tokens.tokenIssuer).publicKey();
    const verify = (algorithm: string, text: string, signature: string) =>
      createVerify(algorithm).update(text).verify(publicKey, signature, 'base64');
    expect(verify('RSA-SHA1', payload, String(headers['signature']))).toBe(true);
    const [, at, signature] = /^t=(\d+),sha256=(.+)$/.exec(
      String(headers['x-turnpike-signature']),
    )!;
    expect(verify('RSA-SHA256', `${at}.${payload}`, signature!)).toBe(true);
    expect(verify('RSA-SHA256', `${Number(at) + 1}.${payload}`, signature!)).toBe(false);
  });

  it('turns credentials of the URL into a header', async () => {
    await send(there.url.replace('http://', 'http://ada:s%20e@'));
    expect(there.received[0]?.headers['authorization']).toBe(
      `Basic ${Buffer.from('ada:s e').toString('base64')}`,
    );
  });

  it('sends no encrypted value of the configuration', async () => {
    const notice = buildNotice();
    await send(there.url, {
      ...notice,
      build: { ...notice.build, config: { env: [{ secure: 'AbC=' }] } },
    });
    expect(there.received[0]?.body).not.toContain('AbC');
  });

  it('sends a card to Teams', async () => {
    await send([{ url: there.url, msteams: true }]);
    expect(JSON.parse(there.received[0]!.body)).toMatchObject({
      type: 'message',
      attachments: [{ content: { type: 'AdaptiveCard' } }],
    });
  });

  it.each([
    [500, true],
    [429, true],
    [410, false],
  ])('an answer %d is worth another try: %s', async (status, retryable) => {
    there.status = status;
    await expect(send(there.url)).rejects.toMatchObject({ retryable });
  });

  it('follows no redirect to a private place, and goes to none that was not allowed', async () => {
    there.status = 302;
    await expect(send(there.url)).rejects.toMatchObject({ code: 'TURNPIKE_URL_FORBIDDEN' });
    await expect(send('http://127.0.0.2:1/')).rejects.toMatchObject({
      code: 'TURNPIKE_URL_FORBIDDEN',
    });
  });

  it('names receivers without showing what their URLs hold', async () => {
    const targets = await notifier.targets(
      { config: { urls: 'https://a.example/secret-1, https://a.example/secret-2' } },
      buildNotice(),
    );
    expect(new Set(targets.map(({ key }) => key)).size).toBe(2);
    for (const { key } of targets) expect(key).not.toContain('secret');
  });
});

notifierConformance('webhook', plugin.definition.notifier!, async () => {
  const there = await receiver();
  const host = await testPlugin(plugin, { core: { net: { allow: ['127.0.0.1'] } } });
  return {
    notifier: host.resolve(tokens.notifiers)[0]!,
    entry: { config: { urls: [there.url] } },
    received: () => there.received.length,
    unreachable: { key: 'gone', data: { url: 'http://127.0.0.1:9/', msteams: false } },
    dispose: async () => {
      await host.stop();
      await there.close();
    },
  };
});
