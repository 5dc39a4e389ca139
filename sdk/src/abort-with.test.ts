import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { abortWith } from './abort-with.js';

describe('a controller', () => {
  it('is aborted with the signal, and for its reason', () => {
    const [long, short] = [new AbortController(), new AbortController()];
    abortWith(short, long.signal);
    expect(short.signal.aborted).toBe(false);
    long.abort(new Error('the end'));
    expect(short.signal.reason).toEqual(new Error('the end'));
  });
  it('is aborted at once with a signal that was aborted before', () => {
    const short = new AbortController();
    abortWith(short, AbortSignal.abort('long ago'));
    expect(short.signal.reason).toBe('long ago');
  });
  it('leaves nothing on the signal when it is done', () => {
    const [long, short] = [new AbortController(), new AbortController()];
    abortWith(short, long.signal)();
    expect(getEventListeners(long.signal, 'abort')).toEqual([]);
    long.abort();
    expect(short.signal.aborted).toBe(false);
  });
});
