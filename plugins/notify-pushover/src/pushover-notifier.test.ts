import { createServer, type Server } from 'node:http';
import { tokens, type BuildNotice, type Notifier } from '@turnpike/sdk';
import { buildNotice, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plugin } from './plugin.js';

const tools = {
  signal: new AbortController().signal,
  access: () => Promise.reject(new Error('not used')),
};

describe('notify-pushover', () => {
  let server: Server;
  let host: TestHost;
  let notifier: Notifier;
  let posted: Record<string, string>[];
  let status: number;

  beforeEach(async () => {
    posted = [];
    status = 200;
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        posted.push(Object.fromEntries(new URLSearchParams(body)));
        response.writeHead(status).end('{"status":1}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    host = await testPlugin(plugin, {
      config: { url: `http://127.0.0.1:${port}/1/messages.json` },
      core: { net: { allow: ['127.0.0.1'] } },
    });
    notifier = host.resolve(tokens.notifiers)[0]!;
  });
  afterEach(async () => {
    await host.stop();
    await new Promise((resolve) => server.close(resolve));
  });

  const send = async (config: Record<string, unknown>, notice: BuildNotice = buildNotice()) => {
    const targets = await notifier.targets({ config }, notice);
    for (const target of targets) await notifier.send(target, notice, 'delivery-1', tools);
    return targets;
  };

  it('sends to each user, and shows neither token nor user', async () => {
    const targets = await send({ api_key: 'app-token', users: ['ada', 'grace,alan'] });
    expect(posted.map(({ token, user }) => [token, user])).toEqual([
      ['app-token', 'ada'],
      ['app-token', 'grace'],
      ['app-token', 'alan'],
    ]);
    const keys = targets.map(({ key }) => key).join(' ');
    expect(keys).not.toMatch(/app-token|ada|grace|alan/);
    expect(new Set(targets.map(({ key }) => key)).size).toBe(3);
  });

  it('says the result in the title, leads to the build, and sounds where it is bad', async () => {
    const notice = buildNotice();
    await send({ api_key: 't', users: 'ada' }, notice);
    const failed = { ...notice, build: { ...notice.build, state: 'failed' as const } };
    await send({ api_key: 't', users: 'ada' }, failed);
    expect(posted[0]).toMatchObject({ url: notice.buildUrl });
    expect(posted[0]!['title']).toContain(notice.repository.slug);
    expect(posted.map(({ sound }) => sound)).toEqual([undefined, 'falling']);
  });

  it('takes a template, and as much of it as Pushover does', async () => {
    await send({ api_key: 't', users: 'ada', template: ['%{result}', '🚀'.repeat(2_000)] });
    const message = posted[0]!['message']!;
    expect(message.startsWith('passed\n🚀')).toBe(true);
    expect([...message]).toHaveLength(1_024);
    expect(message.endsWith('🚀')).toBe(true);
  });

  it('has no receiver without a user or without a token', async () => {
    expect(await send({ users: 'ada' })).toEqual([]);
    expect(await send({ api_key: 't' })).toEqual([]);
  });

  it.each([
    [500, true],
    [429, true],
    [400, false],
  ])('an answer %d is worth another try: %s', async (answer, retryable) => {
    status = answer;
    await expect(send({ api_key: 't', users: 'ada' })).rejects.toMatchObject({ retryable });
  });
});
