import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutBytes, cutText, withoutCredentials } from '../contracts/text.js';

const texts = fc.string({ unit: 'binary', maxLength: 40 });

describe('cutText', () => {
  it('never leaves half of a character, nor more than was asked for (property)', () => {
    fc.assert(
      fc.property(texts, fc.nat(50), fc.constantFrom('', '…'), (text, most, mark) => {
        const cut = cutText(text, most, mark);
        expect(cut).not.toMatch(/\p{Surrogate}/u);
        expect(cut.length).toBeLessThanOrEqual(Math.max(most, mark.length));
        if (text.length <= most) expect(cut).toBe(text);
        else {
          const kept = cut.slice(0, cut.length - mark.length);
          expect(text.startsWith(kept)).toBe(true);
          expect(most - mark.length - kept.length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('cutBytes', () => {
  it('counts what a program is given, and keeps characters whole (property)', () => {
    fc.assert(
      fc.property(texts, fc.nat(120), (text, most) => {
        const cut = cutBytes(text, most);
        expect(text.startsWith(cut)).toBe(true);
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(most);
        const next = [...text.slice(cut.length)][0];
        if (next !== undefined) expect(Buffer.byteLength(cut + next)).toBeGreaterThan(most);
      }),
    );
  });
});

describe('withoutCredentials', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9_!$&*+~-]{8,20}$/).map((text) => `q7${text}`);

  it('hides what addresses, options and headers carry, wherever in a line they stand (property)', () => {
    const carriers: readonly ((secret: string) => string)[] = [
      (one) => `adding http://alice:${one}@host/alice/secret.git … 1 s`,
      (one) => `https://${one}@github.com/a/b.git`,
      (one) => `cannot read "https://alice:a/${one}@host/x": no URL`,
      (one) => `/srv/http:/alice:${one}@host/alice/secret.git is no folder`,
      (one) => `ssh://git:${one}@host:22/a`,
      (one) => `postgres://turnpike:${one}@db:5432/ci failed`,
      (one) => `alice:${one}@host:a/b.git`,
      (one) => `GET https://host/x?a=1&access_token=${encodeURIComponent(one)}&b=2`,
      (one) => `turnpike repo add x --token ${one}`,
      (one) => `turnpike repo add x --deploy-key=${one}`,
      (one) => `Authorization: Bearer ${one}`,
    ];
    fc.assert(
      fc.property(secret, fc.constantFrom(...carriers), (one, carry) => {
        const shown = withoutCredentials(carry(one));
        expect(shown).not.toContain(one);
        expect(shown).not.toContain(encodeURIComponent(one));
      }),
    );
  });

  it.each([
    'https://host:8443/a/b.git',
    'ssh://git@host/a/b.git',
    'git@github.com:a/b.git',
    'https://host/@scope/pkg?page=2',
    'ada@example.com wrote: a key: value',
    'removing ada/engine',
  ])('leaves %j alone', (text) => {
    expect(withoutCredentials(text)).toBe(text);
  });
});
