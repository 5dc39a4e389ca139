import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

class FakeSocket {
  static readonly all: FakeSocket[] = [];
  static readonly OPEN = 1;
  readyState = 0;
  readonly sent: unknown[] = [];
  onopen?: () => void;
  onmessage?: (message: { data: string }) => void;
  onclose?: () => void;

  constructor() {
    FakeSocket.all.push(this);
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.readyState = 3;
    this.onclose?.();
  }
  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }
  hear(message: unknown): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

const last = (): FakeSocket => FakeSocket.all.at(-1) as FakeSocket;

describe('LiveClient', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    FakeSocket.all.length = 0;
    vi.stubGlobal('WebSocket', FakeSocket);
    vi.stubGlobal('document', { baseURI: 'http://ci.test/' });
    vi.stubGlobal('location', { origin: 'http://ci.test' });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  async function client(): Promise<import('./live.js').LiveClient> {
    const { LiveClient } = await import('./live.js');
    const live = new LiveClient('ws://ci.test/live');
    live.open();
    return live;
  }

  it('asks for each topic once, and ends it with its last hearer', async () => {
    const live = await client();
    const leave = [live.subscribe('repo:1', {}), live.subscribe('repo:1', {})];
    last().open();
    expect(last().sent).toEqual([{ subscribe: ['repo:1'] }]);
    live.subscribe('build:2', {});
    leave.forEach((undo) => undo());
    leave[0]?.();
    expect(last().sent.slice(1)).toEqual([{ subscribe: ['build:2'] }, { unsubscribe: ['repo:1'] }]);
  });

  it('tells what a plugin says to those who hear its topic, and a refusal to those it is for', async () => {
    const live = await client();
    const heard: string[] = [];
    const topics = ['plugin:notes/added', 'plugin:notes/added:1', 'plugin:notes/added:2', 'repos'];
    for (const topic of [...topics, 'repo:1', 'system', 'plugin:notes/gone'])
      live.subscribe(topic, {
        event: (_name, { payload }) => heard.push(`${topic} ${payload}`),
        refused: (why) => heard.push(`${topic}: ${why}`),
      });
    last().open();
    const data = { plugin: 'notes', topic: 'added', repository_id: 1, payload: 'x' };
    last().hear({ event: 'plugin:published', data });
    expect(heard.splice(0)).toEqual(['plugin:notes/added x', 'plugin:notes/added:1 x']);
    const refused = { topic: 'plugin:notes/gone', error_type: 'not_found', error_message: 'No.' };
    last().hear({ refused });
    expect(heard).toEqual(['plugin:notes/gone: No.']);
  });

  it('tells a fact to those whom it concerns', async () => {
    const live = await client();
    const heard: string[] = [];
    for (const topic of ['repo:1', 'repo:2', 'build:5', 'job:9', 'repos'])
      live.subscribe(topic, { event: (name) => heard.push(`${topic} ${name}`) });
    last().open();
    last().hear({ event: 'job:started', data: { repository_id: 1, build_id: 5, job_id: 9 } });
    expect(heard).toEqual(['repo:1 job:started', 'build:5 job:started', 'job:9 job:started', 'repos job:started']);
  });

  it('comes back after a loss, asks again where logs were left, and tells what may be missed', async () => {
    const live = await client();
    let offset = 0;
    const lost = vi.fn();
    live.subscribe(() => `log:3.1@${offset}`, { log: (log) => (offset = log.end), lost });
    last().open();
    last().hear({ log: { job: 3, run: 1, offset: 0, end: 120, text: 'x', sealed: false } });
    expect(lost).not.toHaveBeenCalled();
    last().close();
    expect(live.state).toBe('offline');
    await vi.advanceTimersByTimeAsync(600);
    expect(FakeSocket.all).toHaveLength(2);
    last().open();
    expect(last().sent).toEqual([{ subscribe: ['log:3.1@120'] }]);
    expect(lost).toHaveBeenCalledTimes(1);
    expect(live.state).toBe('online');
  });

  it('waits longer after each failure, and not at all once closed', async () => {
    const live = await client();
    for (const wait of [500, 1000, 2000]) {
      last().close();
      const before = FakeSocket.all.length;
      await vi.advanceTimersByTimeAsync(wait - 10);
      expect(FakeSocket.all).toHaveLength(before);
      await vi.advanceTimersByTimeAsync(20);
      expect(FakeSocket.all).toHaveLength(before + 1);
    }
    live.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeSocket.all).toHaveLength(4);
  });

  it('asks again for a log that was dropped', async () => {
    const live = await client();
    const lost = vi.fn();
    live.subscribe(() => 'log:3.1@77', { lost });
    live.subscribe('repo:1', { lost });
    last().open();
    last().hear({ dropped: ['log:3.1'] });
    expect(last().sent.at(-1)).toEqual({ subscribe: ['log:3.1@77'] });
    expect(lost).toHaveBeenCalledTimes(1);
  });
});
