/** What is wrong with a plugin's declaration, in one form: which plugin, where in it, and the way out. */
import { TurnpikeError } from '../../contracts/errors.js';
import { didYouMean } from '../../config/suggest.js';

/** One sentence about a place in a declaration: `yml.keys.pigeon`. */
export interface Finding {
  readonly at: string;
  readonly what: string;
  readonly wayOut: string;
}

export function faultOf(
  plugin: string,
  source: string,
  { at, what, wayOut }: Finding,
): TurnpikeError {
  return new TurnpikeError('TURNPIKE_PLUGIN_INVALID', `${plugin}: ${at} ${what}`, {
    plugin,
    source,
    at,
    wayOut,
  });
}

/** Nothing where the value is one of them. */
export function oneOf(at: string, value: unknown, known: readonly string[]): readonly Finding[] {
  if (known.includes(value as string)) return [];
  const near = typeof value === 'string' ? didYouMean(value, known) : '';
  return [
    {
      at,
      what: `is ${shown(value)}, which there is not.${near}`,
      wayOut: `One of ${known.join(', ')}.`,
    },
  ];
}

/** A value in a few words, whatever it is. */
export function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'function') return 'a function';
  const text = typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? typeof value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
