import { createServer, type Server } from 'node:http';
import { tokens, type BuildNotice, type Notifier } from '@turnpike/sdk';
import { buildNotice, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plugin } from './plugin.js';

interface Posted {
  readonly url: string;
  readonly body: {
    readonly channel?: string;
    readonly attachments: readonly { text: string; fallback: string; color: string }[];
  };
}

const tools = {
  signal: new AbortController().signal,
  access: () => Promise.reject(new Error('not used')),
};

describe('notify-slack', () => {
  let server: Server;
  let host: TestHost;
  let notifier: Notifier;
  let posted: Posted[];
  let answer: { status: number; body: string };
  let base: string;

  beforeEach(async () => {
    posted = [];
    answer = { status: 200, body: 'ok' };
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString()) as Posted['body'];
        posted.push({ url: request.url ?? '', body });
        response.writeHead(answer.status).end(answer.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    host = await testPlugin(plugin, {
      config: { hook: `${base}/{account}/hook` },
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
  const inState = (state: 'passed' | 'failed' | 'errored' | 'canceled'): BuildNotice => {
    const notice = buildNotice();
    return { ...notice, build: { ...notice.build, state } };
  };
  const pullRequest = (): BuildNotice => {
    const notice = buildNotice();
    const pull = {
      number: 5,
      title: 'A',
      headSlug: 'ada/repo',
      headRef: 'x',
      headSha: 'f'.repeat(40),
    };
    return { ...notice, build: { ...notice.build, pullRequest: pull as never } };
  };

  it('posts to the room of an account, with the token in the address and nowhere in the key', async () => {
    const targets = await send({ rooms: 'acme:s3cr3t#ops' });
    expect(posted).toHaveLength(1);
    expect(posted[0]).toMatchObject({ url: '/acme/hook?token=s3cr3t', body: { channel: '#ops' } });
    expect(targets[0]!.key).toMatch(/^acme#ops [0-9a-f]{8}$/);
  });

  it('posts to hooks by their address, to people, and to several rooms once each', async () => {
    const rooms = [`${base}/services/T0/B0#general`, 'acme:t#@ada', 'acme:t, other:u'];
    const targets = await send({ rooms });
    expect(posted.map(({ url, body }) => [url, body.channel])).toEqual([
      ['/services/T0/B0', '#general'],
      ['/acme/hook?token=t', '@ada'],
      ['/acme/hook?token=t', undefined],
      ['/other/hook?token=u', undefined],
    ]);
    expect(new Set(targets.map(({ key }) => key)).size).toBe(4);
    expect(JSON.stringify(targets.map(({ key }) => key))).not.toContain('services');
  });

  it.each([
    ['passed', 'good'],
    ['failed', 'danger'],
    ['errored', 'danger'],
    ['canceled', 'warning'],
  ] as const)('a build that %s is %s', async (state, color) => {
    await send({ rooms: 'acme:t' }, inState(state));
    expect(posted[0]!.body.attachments[0]!.color).toBe(color);
  });

  it('says what was built by whom, with links, and in plain words beside it', async () => {
    const notice = buildNotice();
    await send({ rooms: 'acme:t' }, notice);
    const { text, fallback } = posted[0]!.body.attachments[0]!;
    expect(text).toContain(`<${notice.buildUrl}|#${notice.build.number}>`);
    expect(text).toContain(`of ${notice.repository.slug}@${notice.commit.branch}`);
    expect(fallback).toContain(`Build #${notice.build.number} `);
    expect(`${text}${fallback}`).not.toMatch(/<\||%\{/);
  });

  it('takes the lines of a template', async () => {
    await send({ rooms: 'acme:t', template: ['*%{result}*', '%{build_url}'] });
    const { buildUrl } = buildNotice();
    expect(posted[0]!.body.attachments[0]!.text).toBe(`*passed*\n${buildUrl}`);
  });

  it('lets no commit message call a channel or make a link', async () => {
    const notice = buildNotice();
    const commit = { ...notice.commit, message: '<!channel> <http://evil.example|look> & more' };
    await send({ rooms: 'acme:t', template: '%{commit_message}' }, { ...notice, commit });
    expect(posted[0]!.body.attachments[0]!.text).toBe(
      '&lt;!channel&gt; &lt;http://evil.example|look&gt; &amp; more',
    );
  });

  it('tells of pull requests unless it is told not to', async () => {
    await send({ rooms: 'acme:t', on_pull_requests: false }, pullRequest());
    expect(posted).toEqual([]);
    await send({ rooms: 'acme:t' }, pullRequest());
    expect(posted[0]!.body.attachments[0]!.text).toContain('in PR ');
  });

  it.each(['no-colon', 'acme:', ':token', 'a b:c', 'ftp://acme.example/x'])(
    'says that `%s` is no room, once, without its words',
    async (room) => {
      await expect(send({ rooms: room })).rejects.toMatchObject({
        code: 'TURNPIKE_INPUT_INVALID',
        message: expect.not.stringContaining(room) as unknown,
      });
      expect(posted).toEqual([]);
    },
  );

  it.each([
    [500, 'oops', true],
    [429, 'rate_limited', true],
    [410, 'channel_is_archived', false],
    [404, 'no_service', false],
  ])('an answer %d (%s) is worth another try: %s', async (status, body, retryable) => {
    answer = { status, body };
    const sent = send({ rooms: 'acme:t' });
    await expect(sent).rejects.toMatchObject({ retryable });
    await expect(sent).rejects.toThrow(body);
  });
});
