import type { AddressInfo } from 'node:net';
import { tokens, type Notifier } from '@turnpike/sdk';
import { notifierConformance } from '@turnpike/sdk/conformance';
import { buildNotice, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { duration } from './message.js';
import { plugin } from './plugin.js';

interface Mailbox {
  readonly url: string;
  readonly mails: ParsedMail[];
  close(): Promise<void>;
}

/** A real mail server; it refuses mail to `nobody@`, and takes none for `later@` now. */
const ANSWERS: Readonly<Record<string, number>> = { nobody: 550, later: 421 };
async function mailbox(): Promise<Mailbox> {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      const responseCode = ANSWERS[address.split('@', 1)[0] ?? ''];
      done(responseCode ? Object.assign(new Error('not taken'), { responseCode }) : null);
    },
    onData: (stream, _session, done) => {
      simpleParser(stream, (error, mail) => {
        mails.push(mail);
        done(error ?? null);
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

const tools = {
  signal: new AbortController().signal,
  access: () => Promise.reject(new Error('not used')),
};
const start = (config: unknown) => testPlugin(plugin, { config });

describe('notify-email', () => {
  let box: Mailbox;
  let host: TestHost;
  let notifier: Notifier;
  beforeEach(async () => {
    box = await mailbox();
    host = await start({ smtp: box.url, from: 'CI <ci@example.com>' });
    notifier = host.resolve(tokens.notifiers)[0]!;
  });
  afterEach(async () => {
    await host.stop();
    await box.close();
  });
  const send = (to: string, notice = buildNotice()) =>
    notifier.send({ key: to, data: { address: to } }, notice, 'notification-7', tools);

  it('mails text and HTML with what people need to know', async () => {
    const notice = buildNotice({ result: 'Broken', sentence: 'The build was broken.' });
    await send('ada@example.com', {
      ...notice,
      build: { ...notice.build, eventType: 'cron' },
      commit: { ...notice.commit, message: '<b>bold</b>\nmore', branch: 'main' },
    });
    const mail = box.mails[0]!;
    expect(mail.subject).toBe(
      `[CRON] Broken: owner/repo#1 (main - ${notice.commit.sha.slice(0, 7)})`,
    );
    expect(mail.text).toContain('The build was broken.');
    expect(mail.text).toContain(notice.buildUrl);
    expect(mail.html).toContain('&lt;b&gt;bold');
    expect(mail.headers.get('travis-ci-result')).toBe('Broken');
    expect(mail.messageId).toContain('notification-7');
  });

  it('says how it is ended, to people and to programs', async () => {
    const unsubscribe = {
      pageUrl: 'https://ci.example.com/-/unsubscribe/abc',
      oneClickUrl: 'https://ci.example.com/v3/unsubscribe/abc',
    };
    await send('ada@example.com', buildNotice({ unsubscribe }));
    await send('ada@example.com');
    const [ended, plain] = box.mails;
    // RFC 8058: one POST, and nobody has to log in.
    const lines = (ended?.headerLines ?? []).map(({ line }) => line.replaceAll(/\s+/g, ' '));
    expect(lines).toContain(`List-Unsubscribe: <${unsubscribe.oneClickUrl}>`);
    expect(lines).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(ended?.text).toContain(unsubscribe.pageUrl);
    expect(ended?.html).toContain(`href="${unsubscribe.pageUrl}"`);
    expect(plain?.headers.has('list-unsubscribe-post')).toBe(false);
  });

  it('writes to the recipients of the entry, or to the people of the commit who are known here', async () => {
    const keys = async (config: Record<string, unknown>, people: string[]) =>
      (await notifier.targets({ config }, buildNotice({ people }))).map(({ key }) => key);
    expect(await keys({ recipients: 'a@example.com, b@example.com' }, ['ada@example.com'])).toEqual(
      ['a@example.com', 'b@example.com'],
    );
    expect(await keys({}, ['ada@example.com', 'ada@example.com'])).toEqual(['ada@example.com']);
    expect(
      await keys(
        { recipients: ['x', 'a@b.local', 'a@example.com\nBcc: b@example.com', 'c@example.com'] },
        [],
      ),
    ).toEqual(['c@example.com']);
  });

  it('gives up on a refusal, not on a server that is away', async () => {
    await expect(send('nobody@example.com')).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_REFUSED',
      retryable: false,
    });
    await box.close();
    await expect(send('ada@example.com')).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_UNAVAILABLE',
      retryable: true,
    });
  });

  it('says what is missing where no server is configured', async () => {
    const other = await start({});
    expect(other.resolve(tokens.notifiers)[0]?.unavailable).toContain('notify-email.smtp');
    await other.stop();
  });

  it.each([
    [4_000, '4 sec'],
    [65_400, '1 min 5 sec'],
    [null, ''],
  ])('%s ms take %s', (ms, words) => expect(duration(ms)).toBe(words));
});

notifierConformance('email', plugin.definition.notifier!, async () => {
  const box = await mailbox();
  const host = await start({ smtp: box.url });
  return {
    notifier: host.resolve(tokens.notifiers)[0]!,
    entry: { config: { recipients: ['a@example.com', 'b@example.com'] } },
    received: () => box.mails.length,
    unreachable: { key: 'later@example.com', data: { address: 'later@example.com' } },
    dispose: async () => {
      await host.stop();
      await box.close();
    },
  };
});
