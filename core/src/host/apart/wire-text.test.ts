import { describe, expect, it } from 'vitest';
import { fromText, toText } from './wire-text.js';

const crossed = (value: unknown): unknown => fromText(toText(value));

describe('values that cross', () => {
  it.each([
    [{ a: 1, b: [true, null, 'x'] }],
    [{ bytes: new Uint8Array([0, 1, 255]), more: [new Uint8Array(0)] }],
    [{ text: 'a $bytes in it, and \\u0041' }],
    [[]],
  ])('stay what they are: %j', (value) => {
    expect(crossed(value)).toEqual(value);
  });

  it('keeps the place of what is missing in a list', () => {
    expect(crossed(['a', undefined, 'b'])).toEqual(['a', undefined, 'b']);
  });

  it('takes a Buffer as bytes', () => {
    const { bytes } = crossed({ bytes: Buffer.from('hello') }) as { bytes: Uint8Array };
    expect(Buffer.isBuffer(bytes)).toBe(false);
    expect(new TextDecoder().decode(bytes)).toBe('hello');
  });

  it.each(['{"__proto__":{"admin":true},"a":1}', '{"\\u005f_proto__":{"admin":true},"a":1}'])(
    'takes no prototype from outside: %s',
    (text) => {
      const value = fromText(text) as object;
      expect(Object.getOwnPropertyNames(value)).toEqual(['a']);
      expect('admin' in { ...value }).toBe(false);
    },
  );

  it('says no to what is no JSON', () => {
    expect(() => toText({ big: 1n })).toThrow('BigInt');
    expect(() => fromText('{')).toThrow('JSON');
  });
});
