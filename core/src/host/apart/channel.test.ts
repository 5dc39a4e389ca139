import { Duplex } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createChannel, type ChannelOptions } from './channel.js';

/** Two ends of one connection. */
function pair(): readonly [Duplex, Duplex] {
  const ends: Duplex[] = [];
  const end = (other: () => Duplex) =>
    new Duplex({
      read: () => undefined,
      write(chunk, _encoding, done) {
        other().push(chunk);
        done();
      },
      destroy(error, done) {
        other().push(null);
        done(error);
      },
    });
  ends.push(
    end(() => ends[1]!),
    end(() => ends[0]!),
  );
  return [ends[0]!, ends[1]!];
}

const QUIET: ChannelOptions = {
  mostBytes: 10_000,
  mostAtOnce: 2,
  isTrusted: false,
  answer: () => undefined,
  hear: () => undefined,
};

const open: Duplex[] = [];
function connect(ours: Partial<ChannelOptions>, theirs: Partial<ChannelOptions>) {
  const [a, b] = pair();
  open.push(a, b);
  const broken = vi.fn<(error: Error) => void>();
  a.on('error', broken);
  b.on('error', () => undefined);
  const channel = createChannel(a, { ...QUIET, ...ours });
  return { channel, other: createChannel(b, { ...QUIET, ...theirs }), raw: b, broken };
}
afterEach(() => {
  for (const one of open.splice(0)) one.destroy();
});

function frame(text: string): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(Buffer.byteLength(text));
  return Buffer.concat([head, Buffer.from(text)]);
}

describe('a channel', () => {
  it('carries calls both ways, with what they answer and throw', async () => {
    const answer: ChannelOptions['answer'] = (method, args) => {
      if (method === 'fail') throw new Error('It failed.');
      return method === 'nothing' ? undefined : { method, args };
    };
    const { channel, other } = connect({ answer }, { answer });
    expect(await channel.call('add', [1, undefined])).toEqual({
      method: 'add',
      args: [1, undefined],
    });
    expect(await other.call('nothing', [])).toBeUndefined();
    await expect(other.call('fail', [])).rejects.toThrow('It failed.');
  });

  it('lends functions for as long as a call lasts', async () => {
    let later: (() => Promise<unknown>) | undefined;
    const { channel } = connect(
      {},
      {
        answer: async (_method, _args, served) => {
          later = () => served.borrow('twice', 4);
          return served.borrow('twice', 2);
        },
      },
    );
    const lend = { twice: (value: number) => value * 2 };
    expect(await channel.call('ask', [], { lend })).toBe(4);
    await expect(later?.()).rejects.toThrow('the call has ended');
  });

  it.each(['EPIPE', 'ECONNRESET'])('says that the process has ended, not %s', async (code) => {
    const { channel } = connect({}, { answer: () => new Promise(() => undefined) });
    const call = channel.call('wait', []);
    open.at(-2)!.destroy(Object.assign(new Error(`write ${code}`), { code }));
    await expect(call).rejects.toThrow('Its process has ended.');
    await expect(channel.call('later', [])).rejects.toThrow('Its process has ended.');
  });

  it('hands on that a call is no longer wanted', async () => {
    const { channel } = connect(
      {},
      {
        answer: (_method, _args, { signal }) =>
          new Promise((resolve) => signal.addEventListener('abort', () => resolve('stopped'))),
      },
    );
    const controller = new AbortController();
    const call = channel.call('wait', [], { signal: controller.signal });
    controller.abort();
    expect(await call).toBe('stopped');
  });

  it('ends a call that takes too long, and says so', async () => {
    const onOverrun = vi.fn<(method: string) => void>();
    const { channel } = connect({ onOverrun }, { answer: () => new Promise(() => undefined) });
    await expect(channel.call('wait', [], { limitMs: 5 })).rejects.toMatchObject({
      code: 'TURNPIKE_TIMEOUT',
    });
    expect(onOverrun).toHaveBeenCalledWith('wait');
  });

  it('refuses more at once than allowed', async () => {
    const { other } = connect({ answer: () => new Promise(() => undefined) }, {});
    void other.call('a', []).catch(() => undefined);
    void other.call('b', []).catch(() => undefined);
    await expect(other.call('c', [])).rejects.toMatchObject({ code: 'TURNPIKE_BUSY' });
  });

  it('rejects what is under way when the other side goes', async () => {
    const { channel, raw } = connect({}, { answer: () => new Promise(() => undefined) });
    const call = channel.call('wait', []);
    raw.destroy();
    open[0]?.destroy();
    await expect(call).rejects.toThrow('ended');
    await expect(channel.call('again', [])).rejects.toThrow('ended');
  });

  it.each([
    ['no JSON', frame('{')],
    ['no message', frame('["unknown",1,"a",[]]')],
    ['a call without a number', frame('["call","x","a",[]]')],
    ['arguments that are none', frame('["call",1,"a","b"]')],
    ['a thing that is no list', frame('{"kind":"call"}')],
  ])('ends for what cannot be understood: %s', async (_what, bytes) => {
    const { raw, broken } = connect({}, {});
    raw.write(bytes);
    await expect.poll(() => broken.mock.calls[0]?.[0].message).toContain('cannot be understood');
  });

  it('ends before it takes more than allowed', async () => {
    const { raw, broken } = connect({}, {});
    raw.write(Buffer.from([0, 1, 0, 0]));
    await expect.poll(() => broken.mock.calls[0]?.[0].message).toContain('bytes at once');
  });

  it('takes texts that come in pieces', async () => {
    const hear = vi.fn<ChannelOptions['hear']>();
    const { raw } = connect({ hear }, {});
    const bytes = frame('["tell","said",[1]]');
    for (const byte of bytes) raw.write(Buffer.from([byte]));
    await expect.poll(() => hear.mock.calls).toEqual([['said', [1]]]);
  });

  it('answers nothing to an answer that nobody waits for', async () => {
    const { raw, channel } = connect({}, {});
    raw.write(frame('["answer",77,"x"]'));
    raw.write(frame('["error",78,null]'));
    expect(await channel.call('still', [])).toBeUndefined();
  });
});
