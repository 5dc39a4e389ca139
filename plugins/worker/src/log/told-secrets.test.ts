import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hearSecrets } from './told-secrets.js';

const TELL = 'turnpike-tells-0123456789abcdef';

function hear(pieces: readonly Buffer[]): { passed: string; told: string[] } {
  const passed: Uint8Array[] = [];
  const told: string[] = [];
  const ears = hearSecrets(TELL, {
    pass: (bytes) => void passed.push(Buffer.from(bytes)),
    told: (value) => void told.push(value),
  });
  for (const piece of pieces) ears.push(piece);
  ears.end();
  return { passed: Buffer.concat(passed).toString(), told };
}

describe('hearSecrets', () => {
  it('takes out what is told and passes on all else, however the output is cut (property)', () => {
    const text = `first${TELL}:a\\ b\r\nsecond turnpike-tell\n${TELL}:$'x\\ny'\n${TELL}.\r\n${TELL}:late\nend`;
    fc.assert(
      fc.property(fc.array(fc.nat(text.length)), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), text.length];
        const pieces = places.slice(1).map((to, i) => Buffer.from(text).subarray(places[i], to));
        expect(hear(pieces)).toEqual({
          passed: `firstsecond turnpike-tell\n${TELL}:late\nend`,
          told: ['a b', 'x\ny'],
        });
      }),
    );
  });

  it('never passes on a line that it could not hear to its end', () => {
    expect(hear([Buffer.from(`a\n${TELL}:hunt`)])).toEqual({ passed: 'a\n', told: [] });
    const long = [Buffer.from(`${TELL}:`), Buffer.alloc(2_000_000, 'x'), Buffer.from('y\nz')];
    expect(hear(long)).toEqual({ passed: 'z', told: [] });
  });
});
