import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitsOf } from './limits.js';

const seconds = fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined });

describe('the limits of a run', () => {
  it('are those of the payload, which the worker makes smaller and never larger', () => {
    fc.assert(
      fc.property(seconds, seconds, seconds, seconds, seconds, seconds, (...numbers) => {
        const [hard, silence, bytes, hardSeconds, silenceSeconds, logBytes] = numbers;
        const payload = {
          timeouts: { ...(hard && { hard_limit: hard }), ...(silence && { log_silence: silence }) },
          turnpike: { run: 1, trust: 'full', ...(bytes && { log_bytes: bytes }) },
        } as const;
        const limits = limitsOf(payload, { hardSeconds, silenceSeconds, logBytes });
        expect(limits).toEqual({
          hardSeconds: Math.min(hard ?? hardSeconds ?? 3_000, hardSeconds ?? Infinity),
          silenceSeconds: Math.min(silence ?? silenceSeconds ?? 600, silenceSeconds ?? Infinity),
          logBytes: Math.min(bytes ?? logBytes ?? 67_108_864, logBytes ?? Infinity),
        });
      }),
    );
  });
});
