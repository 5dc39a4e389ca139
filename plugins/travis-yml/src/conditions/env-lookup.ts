import { EnvSyntaxError, scanEnv, type EnvPair } from '../env/scan.js';

/**
 * Value of a variable in `env` (texts, maps or lists of them): the last definition wins,
 * surrounding quotes go. `undefined` where there is none. An encrypted value that is not opened
 * stays the map that it is: it is there, but equals no text.
 */
export function lookupEnv(env: unknown, name: string): EnvValue {
  let found: unknown;
  for (const [key, value] of pairsOf(env)) if (key === name) found = value;
  return typeof found === 'string' ? unquoted(found) : ((found ?? undefined) as EnvValue);
}

/** What a variable may hold: configurations hold texts, data of requests anything. */
export type EnvValue = string | boolean | number | bigint | object | undefined;

function pairsOf(env: unknown): (readonly [string, unknown])[] {
  if (typeof env === 'string') return scanned(env);
  if (Array.isArray(env)) return env.flatMap(pairsOf);
  return typeof env === 'object' && env !== null ? Object.entries(env) : [];
}

function scanned(text: string): EnvPair[] {
  try {
    return scanEnv(text);
  } catch (error) {
    if (error instanceof EnvSyntaxError) return [];
    throw error;
  }
}

function unquoted(text: string): string {
  return /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;
}
