import type { ConfigMap, ConfigValue, Message } from '@turnpike/sdk';
import { asksForChanges } from '../conditions/check.js';
import { refusal } from '../errors.js';
import { asMap } from '../matrix/equal.js';
import { extensionKeys } from '../schema/extensions.js';

/** What a configuration asks for: its jobs, and all its conditions, those of imports too. */
export interface Wanted {
  readonly jobs: readonly ConfigMap[];
  readonly conditions: readonly string[];
}

/** Keys and conditions of the extended language in use; none of them is carried out yet. */
export function notCarriedOut({ jobs, conditions }: Wanted): Message[] {
  const keys = Object.keys(extensionKeys).filter((key) =>
    jobs.some((job) => job[key] !== undefined),
  );
  const found = conditions.some(asksForChanges) ? [...keys, 'changed(...)'] : keys;
  return found.map((key) => ({
    level: 'error',
    key: 'root',
    code: 'not_carried_out',
    args: { key },
  }));
}

/** The texts under `if`, wherever they stand: of jobs, stages, rules, notifications. */
export function conditionsIn(value: ConfigValue, key?: string): readonly string[] {
  if (typeof value === 'string') return key === 'if' ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item: ConfigValue) => conditionsIn(item, key));
  return Object.entries(asMap(value)).flatMap(([name, item]) => conditionsIn(item, name));
}

/** Such a build is refused: a job must never run as if the key were absent. */
export function refuseNotCarriedOut(wanted: Wanted): void {
  const [first] = notCarriedOut(wanted);
  if (!first) return;
  const key = String(asMap(first.args)['key']);
  throw refusal(
    { class: 'ArgumentError', wayOut: `Take ${key} out of the configuration.` },
    `${key} is not carried out by this server yet.`,
  );
}
