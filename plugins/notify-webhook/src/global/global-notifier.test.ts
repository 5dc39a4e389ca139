import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tokens, type Notifier } from '@turnpike/sdk';
import { notifierConformance } from '@turnpike/sdk/conformance';
import { buildNotice, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plugin } from './plugin.js';

const tools = {
  signal: new AbortController().signal,
  access: () => Promise.reject(new Error('not used')),
};

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly payload: { readonly number: string; readonly repository: { readonly name: string } };
}

let server: Server;
let received: Received[];
let address: string;
beforeEach(async () => {
  received = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const payload = new URLSearchParams(body).get('payload') ?? '';
      const { url: path = '', headers } = request;
      received.push({ path, headers, payload: JSON.parse(payload) as Received['payload'] });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(() => resolve(undefined))));

const hostWith = (urls?: readonly string[]): Promise<TestHost> =>
  testPlugin(plugin, {
    ...(urls ? { config: { urls } } : {}),
    core: { net: { allow: ['127.0.0.1'] } },
  });
const notifierOf = (host: TestHost): Notifier => host.resolve(tokens.notifiers)[0]!;

describe('webhooks of the operator', () => {
  it('tell each address of a build in which nobody asked for it, once, and signed', async () => {
    const urls = [`http://${address}/first`, `http://${address}/second`, `http://${address}/first`];
    const host = await hostWith(urls);
    const notifier = notifierOf(host);
    const notice = buildNotice();
    for (const target of await notifier.targets({ config: {} }, notice))
      await notifier.send(target, notice, 'delivery-1', tools);
    expect(received.map(({ path }) => path)).toEqual(['/first', '/second']);
    expect(received[0]?.payload).toMatchObject({ number: '1', repository: { name: 'repo' } });
    expect(received[0]?.headers).toMatchObject({ 'x-turnpike-delivery': 'delivery-1' });
    expect(received[0]?.headers['signature']).toBeDefined();
    expect(received[0]?.headers['x-turnpike-signature']).toMatch(/^t=\d+,sha256=/);
    await host.stop();
  });

  it('show readers of a build nothing of their addresses', async () => {
    const host = await hostWith([`http://operator:s3cret@${address}/path?key=of-the-operator`]);
    const targets = await notifierOf(host).targets({ config: {} }, buildNotice());
    expect(targets).toHaveLength(1);
    const shown = JSON.stringify(targets);
    for (const hidden of ['127.0.0.1', 'operator:', 's3cret', '/path', 'of-the-operator'])
      expect(shown).not.toContain(hidden);
    await host.stop();
  });

  it('send credentials of an address as a header', async () => {
    const host = await hostWith([`http://operator:s3cret@${address}/hook`]);
    const notifier = notifierOf(host);
    const [target] = await notifier.targets({ config: {} }, buildNotice());
    await notifier.send(target!, buildNotice(), 'delivery-1', tools);
    const basic = Buffer.from('operator:s3cret').toString('base64');
    expect(received[0]?.headers['authorization']).toBe(`Basic ${basic}`);
    await host.stop();
  });

  it('give up what was meant for an address that is configured no longer', async () => {
    const host = await hostWith([`http://${address}/hook`]);
    const sent = notifierOf(host).send(
      { key: 'operator 00000000', data: {} },
      buildNotice(),
      'delivery-1',
      tools,
    );
    await expect(sent).rejects.toMatchObject({ code: 'TURNPIKE_CONFIG_INVALID', retryable: false });
    expect(received).toEqual([]);
    await host.stop();
  });

  it('say what is to be configured where there is no address', async () => {
    const host = await hostWith();
    expect(notifierOf(host).unavailable).toContain('notify-global-webhook.urls');
    await host.stop();
  });

  it('refuse an address that is none', async () => {
    await expect(hostWith(['ftp://example.com/'])).rejects.toMatchObject({
      code: 'TURNPIKE_CONFIG_INVALID',
    });
  });
});

notifierConformance('global-webhook', plugin, async (service) => {
  const host = await hostWith([`${service.url}/hook`]);
  return {
    notifier: notifierOf(host),
    entry: { config: {} },
    dispose: () => host.stop(),
  };
});
