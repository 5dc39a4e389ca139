import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildNotice } from '@turnpike/sdk/testing';
import { readChannel, serversOf } from './channels.js';
import { linesOf } from './lines.js';

const of = (config: Record<string, unknown>) => serversOf({ config });

describe('channels', () => {
  it.each([
    ['irc.example.org#ci', 'irc.example.org', 6667, false, '#ci', undefined],
    ['irc.example.org:7000#ci', 'irc.example.org', 7000, false, '#ci', undefined],
    ['irc://irc.example.org/#ci', 'irc.example.org', 6667, false, '#ci', undefined],
    ['ircs://IRC.example.org:7001/#ci,k', 'irc.example.org', 7001, true, '#ci', 'k'],
    ['ircs://irc.example.org/##ci', 'irc.example.org', 6697, true, '##ci', undefined],
    ['irc://[::1]:6668/#ci', '::1', 6668, false, '#ci', undefined],
  ])('%s', (text, host, port, secure, name, key) => {
    expect(readChannel(text, undefined)).toEqual({ host, port, secure, name, ...(key && { key }) });
  });

  it.each([
    '',
    'irc.example.org',
    '#ci',
    'http://irc.example.org/#ci',
    'a b#c',
    'h:0#c',
    'h:70000#c',
  ])('are not read out of `%s`', (text) => {
    expect(readChannel(text, undefined)).toBeUndefined();
  });

  it('of one server are one receiver, each of them once, and no key holds the key of one', () => {
    const channels = ['h.example#a', 'h.example#b,h.example#a', 'ircs://h.example/#c,sesame'];
    const targets = of({ channels, channel_key: 'letmein' });
    expect(targets.map(({ key }) => key)).toEqual([
      'irc://h.example:6667/#a,#b',
      'ircs://h.example:6697/#c',
    ]);
    const [, second] = targets.map(({ data }) => data['channels'] as { key: string }[]);
    expect(second!.map(({ key }) => key)).toEqual(['sesame']);
  });

  it('that cannot be read are receivers as well: their notice says so', () => {
    expect(of({ channels: 'nowhere' })).toEqual([{ key: 'no channel: nowhere', data: {} }]);
    expect(of({})).toEqual([]);
  });
});

describe('lines', () => {
  const notice = buildNotice();

  it('say what Travis says, without the line of a link that there is not', () => {
    const commit = { ...notice.commit, compareUrl: 'https://host.example/a...b' };
    expect(linesOf({ ...notice, commit }, [])).toEqual([
      expect.stringContaining(`${notice.repository.slug}#${notice.build.number} (`),
      'Change view : https://host.example/a...b',
      `Build details : ${notice.buildUrl}`,
    ]);
  });

  it('hold no end of a message, and fit into one, whatever is in a value (property)', () => {
    const unit = fc.constantFrom('a', '\r', '\n', '\u0000', ' ', '%{branch}', '🚀', 'QUIT');
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 900 }), (parts) => {
        const commit = { ...notice.commit, message: parts.join('') };
        const lines = linesOf({ ...notice, commit }, ['> %{commit_message}', 'end']);
        expect(lines.length).toBeLessThanOrEqual(2);
        expect(lines.at(-1)).toBe('end');
        for (const line of lines) {
          // eslint-disable-next-line no-control-regex
          expect(line).not.toMatch(/[\u0000\r\n]/);
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(400);
          expect(line).not.toContain('\ufffd');
        }
      }),
    );
  });
});
