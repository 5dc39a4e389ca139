import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveLog } from '@turnpike/core/contracts/wire';

interface Answer {
  readonly from: number;
  readonly status?: number;
  readonly body?: string;
  readonly sealed?: boolean;
  readonly end: number;
}

/** Serves what `stored` says; remembers which offsets were asked for. */
function server(next: (from: number) => Answer): { asked: number[] } {
  const asked: number[] = [];
  vi.stubGlobal('fetch', (_url: string, init: { headers: Record<string, string> }) => {
    const from = Number(/bytes=(\d+)-/.exec(init.headers.range ?? '')?.[1] ?? 0);
    asked.push(from);
    const answer = next(from);
    const headers = { 'x-log-sealed': String(answer.sealed ?? false), 'x-log-end': String(answer.end) };
    return Promise.resolve(new Response(answer.body ?? '', { status: answer.status ?? (from > 0 ? 206 : 200), headers }));
  });
  return { asked };
}

describe('LogStream', () => {
  beforeEach(() => {
    vi.stubGlobal('document', { baseURI: 'http://ci.test/' });
    vi.stubGlobal('location', { origin: 'http://ci.test' });
  });
  afterEach(() => vi.unstubAllGlobals());

  async function stream(): Promise<{ text: () => string; hear: (log: Partial<LiveLog>) => void; sealed: () => boolean; request: () => string }> {
    const { LogStream } = await import('./logs.js');
    let hearer: { log?(log: LiveLog): void } = {};
    let request = (): string => '';
    const live = {
      state: 'online',
      subscribe: (ask: () => string, to: typeof hearer) => {
        request = ask;
        hearer = to;
        return () => (hearer = {});
      },
    };
    let text = '';
    let sealed = false;
    new LogStream(3, 1, live as never, {
      text: (more) => (text += more),
      sealed: () => (sealed = true),
      failed: (error) => {
        throw error;
      },
    }).start();
    await vi.waitFor(() => expect(sealed || request() !== '').toBe(true), 60_000);
    return { text: () => text, sealed: () => sealed, request: () => request(), hear: (log) => hearer.log?.({ job: 3, run: 1, sealed: false, ...log } as LiveLog) };
  }

  it('reads a finished log and asks for nothing more', async () => {
    server(() => ({ from: 0, body: 'all of it\n', end: 10, sealed: true }));
    const log = await stream();
    expect([log.text(), log.sealed(), log.request()]).toEqual(['all of it\n', true, '']);
  });

  it('goes on live where the stored log ended, counting bytes, not characters', async () => {
    server(() => ({ from: 0, body: 'grün\n', end: 6 }));
    const log = await stream();
    expect(log.request()).toBe('log:3.1@6');
    log.hear({ offset: 6, end: 9, text: 'abc' });
    log.hear({ offset: 8, end: 11, text: 'cde' });
    log.hear({ offset: 11, end: 11, text: '', sealed: true });
    expect([log.text(), log.sealed()]).toEqual(['grün\nabcde', true]);
  });

  it('joins a character that was cut in two', async () => {
    server(() => ({ from: 0, body: '', end: 0 }));
    const log = await stream();
    log.hear({ offset: 0, end: 1, base64: btoa('\xc3') });
    log.hear({ offset: 1, end: 3, base64: btoa('\xbc!') });
    expect(log.text()).toBe('ü!');
  });

  it('reads what is missing after a gap', async () => {
    const { asked } = server((from) => (from === 0 ? { from, body: 'one ', end: 4 } : { from, body: 'two three', end: 13, sealed: true }));
    const log = await stream();
    log.hear({ offset: 8, end: 13, text: 'three' });
    await vi.waitFor(() => expect(log.sealed()).toBe(true), 60_000);
    expect([log.text(), asked]).toEqual(['one two three', [0, 4]]);
  });

  it('skips what it has where the server knows no ranges', async () => {
    server((from) => ({ from, status: 200, body: from === 0 ? 'one ' : 'one two', end: from === 0 ? 4 : 7, sealed: from > 0 }));
    const log = await stream();
    log.hear({ offset: 5, end: 7, text: 'wo' });
    await vi.waitFor(() => expect(log.sealed()).toBe(true), 60_000);
    expect(log.text()).toBe('one two');
  });
});
