import type { ConfigMap, ConfigValue, Message } from '@turnpike/sdk';
import { refusal } from '../errors.js';
import { asMap } from '../matrix/equal.js';
import { extensionKeys } from '../schema/extensions.js';

/** Keys and conditions of the extended language that jobs use; none of them is carried out yet. */
export function notCarriedOut(jobs: readonly ConfigMap[]): Message[] {
  const keys = Object.keys(extensionKeys).filter((key) =>
    jobs.some((job) => job[key] !== undefined),
  );
  const found = jobs.some(asksForChanges) ? [...keys, 'changed'] : keys;
  return found.map((key) => ({
    level: 'error',
    key: 'root',
    code: 'not_carried_out',
    args: { key },
  }));
}

const asksForChanges = (job: ConfigMap): boolean => isChanged(job['if']);

const isChanged = (condition: ConfigValue | undefined): boolean =>
  typeof condition === 'string' && /\bchanged\s*\(/i.test(condition);

/** Such a build is refused: a job must never run as if the key were absent. */
export function refuseNotCarriedOut(jobs: readonly ConfigMap[]): void {
  const [first] = notCarriedOut(jobs);
  if (!first) return;
  const key = String(asMap(first.args)['key']);
  throw refusal(
    { class: 'ArgumentError', wayOut: `Take ${key} out of the configuration.` },
    `${key} is not carried out by this server yet.`,
  );
}
