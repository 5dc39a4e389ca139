import type { ChoiceNode, ListNode } from '@turnpike/sdk';
import { any, flag, map, normal, number, secret, text } from '@turnpike/sdk/yml';

const entry = any([
  {
    type: 'map',
    strict: false,
    normal: true,
    format: '^(?!global|jobs|matrix)',
    keys: {},
    any_key: any([text, number, flag, secret]),
  },
  { type: 'secure', strict: true, normal: true, max_size: 1 },
  { type: 'str', format: '^[^=]+=[^=]*$' },
]);

const entries: ListNode = {
  type: 'seq',
  normal: true,
  items: entry,
  changes: [{ change: 'env_vars' }],
};

/** Variables of a job, or global ones: texts, maps, encrypted texts. */
export const envVars = any([entries, entry]);

const axis: ChoiceNode = { ...envVars, aliases: ['matrix'], flags: ['expand'] };

/** `env` of the root: `jobs` is the axis. */
export const env = any([
  normal(map({ global: envVars, jobs: axis }, { prefix: { key: 'jobs' } })),
  envVars,
]);
