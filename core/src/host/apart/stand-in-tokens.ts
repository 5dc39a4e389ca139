/** Tokens that a description names. */
import { optional, tokens, type SingleToken, type Token } from '../../contracts/tokens.js';
import type { Described } from './protocol.js';

const KNOWN = new Map<string, Token>(Object.values(tokens).map((token) => [token.name, token]));

/** One of the platform's own. */
export function tokenNamed(name: string): Token | undefined {
  return KNOWN.get(name);
}

export function requiredTokens(requires: Described['requires']): Readonly<Record<string, Token>> {
  const all = Object.entries(requires).map(([name, { token, isOptional }]) => {
    const plain = tokenNamed(token) ?? ({ kind: 'single', name: token } as const);
    return [name, isOptional ? optional(plain as SingleToken<unknown>) : plain] as const;
  });
  return Object.fromEntries(all);
}

export function offeredTokens(offers: Described['offers']): readonly Token[] {
  return offers.map(
    ({ token, kind }) =>
      tokenNamed(token) ?? { kind: kind === 'many' ? 'many' : 'single', name: token },
  );
}
