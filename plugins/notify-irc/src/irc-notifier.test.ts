/** Against a real server of IRC, and against ones that no real server is. */
import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { tokens, type BuildNotice, type Notifier } from '@turnpike/sdk';
import { buildNotice, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startNgircd, type IrcServer } from '../../../test/support/ngircd.js';
import { ngircd } from '../../../test/support/services.js';
import { plugin } from './plugin.js';

let host: TestHost;
let notifier: Notifier;
beforeEach(async () => {
  host = await testPlugin(plugin, { core: { net: { allow: ['127.0.0.1'] } } });
  notifier = host.resolve(tokens.notifiers)[0]!;
});
afterEach(() => host.stop());

async function send(
  config: Record<string, unknown>,
  notice: BuildNotice = buildNotice(),
  signal = new AbortController().signal,
): Promise<void> {
  const access = () => Promise.reject(new Error('not used'));
  for (const target of await notifier.targets({ config }, notice))
    await notifier.send(target, notice, 'delivery-1', { signal, access });
}

const binary = ngircd();
describe.runIf(binary)('on a real server', () => {
  let server: IrcServer;
  beforeAll(async () => {
    server = await startNgircd(binary!);
  });
  afterAll(() => server.stop());
  const there = (channel: string): string => `irc://127.0.0.1:${server.port}/${channel}`;

  it('says its lines in each channel, in their order, and goes', async () => {
    const [a, b] = [await server.listen('ada', '#a'), await server.listen('bob', '#b')];
    const template = ['%{repository_slug} %{result}', 'at %{build_url}'];
    await send({ channels: [there('#a'), there('#b')], template });
    const { repository, buildUrl } = buildNotice();
    const said = [`turnpike PRIVMSG ${repository.slug} passed`, `turnpike PRIVMSG at ${buildUrl}`];
    await expect.poll(() => a.heard).toEqual(said);
    await expect.poll(() => b.heard).toEqual(said);
  });

  it('takes another nick where its own is taken, and speaks in notices where it is to', async () => {
    const taken = await server.listen('builder', '#c');
    await send({ channels: there('#c'), nick: 'builder', use_notice: true, template: 'hello' });
    await expect.poll(() => taken.heard).toEqual(['builder_ NOTICE hello']);
  });

  it('joins with a key, and without joining says nothing where that is not allowed', async () => {
    const channels = there('#locked');
    await expect(send({ channels, template: 'x' })).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_REFUSED',
      retryable: false,
      message: expect.stringMatching(/#locked: .*\(475\)/) as string,
    });
    await send({ channels, channel_key: 'letmein', template: 'x' });
    const outside = send({ channels: there('#nobody'), skip_join: true, template: 'x' });
    await expect(outside).rejects.toThrow(/#nobody/);
  });

  it('tells the channels that take it where another one refuses', async () => {
    const open = await server.listen('eve', '#open');
    const sent = send({ channels: [there('#locked'), there('#open')], template: 'x' });
    await expect(sent).rejects.toThrow(/^#locked: /);
    await expect.poll(() => open.heard).toEqual(['turnpike PRIVMSG x']);
  });

  it('is not made to say what a commit message wants said', async () => {
    const all = await server.listen('all', '#all');
    const notice = buildNotice();
    const message = 'x\r\nPRIVMSG #all :forged\r\nQUIT';
    const commit = { ...notice.commit, message };
    await send({ channels: there('#all'), template: '%{commit_message}' }, { ...notice, commit });
    await expect.poll(() => all.heard).toEqual(['turnpike PRIVMSG x PRIVMSG #all :forged QUIT']);
  });
});

describe('on a server that', () => {
  let server: Server;
  let port: number;
  let said: string[];
  async function serve(answer: (line: string, socket: Socket) => void): Promise<void> {
    said = [];
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      createInterface({ input: socket }).on('line', (line) => {
        said.push(line);
        answer(line, socket);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as { port: number }).port;
  }
  afterEach(() => new Promise((resolve) => server.close(resolve)));
  const there = () => ({ channels: `irc://127.0.0.1:${port}/#a`, template: 'x' });
  const AWAY = { code: 'TURNPIKE_HOST_UNAVAILABLE', retryable: true };

  it('never answers: it is given up when its time is over', async () => {
    const time = new AbortController();
    await serve((line) => {
      if (line.startsWith('USER')) time.abort(new Error('too long'));
    });
    await expect(send(there(), buildNotice(), time.signal)).rejects.toMatchObject(AWAY);
  });

  it('goes away in the middle: it is tried again', async () => {
    await serve((line, socket) => {
      if (line.startsWith('USER')) socket.write(':s 001 turnpike :hello\r\n');
      if (line.startsWith('JOIN')) socket.destroy();
    });
    await expect(send(there())).rejects.toMatchObject(AWAY);
  });

  it('asks whether anybody is there first, and wants a password: both get what they ask for', async () => {
    await serve((line, socket) => {
      if (line.startsWith('USER')) socket.write('PING :42\r\n');
      if (line === 'PONG :42') socket.write(':s 001 turnpike :hello\r\n');
      if (line.startsWith('JOIN')) socket.write(':turnpike!x@y JOIN :#a\r\n');
      if (line.startsWith('PING')) socket.write(`:s PONG s :${line.slice(6)}\r\n`);
      if (line.startsWith('QUIT')) socket.end();
    });
    await send({ ...there(), password: 'sesame', nickserv_password: 'open\r\nQUIT' });
    expect(said).toEqual([
      'PASS sesame',
      'NICK turnpike',
      'USER turnpike 0 * :Turnpike',
      'PONG :42',
      'PRIVMSG NickServ :IDENTIFY open QUIT',
      'JOIN #a',
      'PRIVMSG #a :x',
      'PING :turnpike-told',
      'QUIT :told',
    ]);
  });

  it('bans us: that is said, and not tried again', async () => {
    await serve((line, socket) => {
      if (line.startsWith('USER')) socket.end(':s 465 turnpike :You are banned\r\n');
    });
    const sent = send(there());
    await expect(sent).rejects.toMatchObject({ retryable: false });
    await expect(sent).rejects.toThrow('You are banned (465)');
  });

  it('is not there: it is tried again; a place that is none is said at once', async () => {
    await serve(() => undefined);
    const closed = 'irc://127.0.0.1:1/#a';
    await expect(send({ channels: closed })).rejects.toMatchObject(AWAY);
    await expect(send({ channels: 'nowhere' })).rejects.toMatchObject({
      code: 'TURNPIKE_INPUT_INVALID',
    });
    await expect(send({ channels: 'irc://10.0.0.1/#a' })).rejects.toMatchObject({
      code: 'TURNPIKE_URL_FORBIDDEN',
    });
  });
});
