import type { ConfigValue, Message } from '@turnpike/sdk';
import { isMet, jobFacts, type Asked } from './condition.js';
import type { Row } from './row.js';

/** Drops jobs whose condition fails, with a message each. */
export function filterRows(rows: readonly Row[], data: Asked, messages: Message[]): readonly Row[] {
  return rows.filter(({ job }) => {
    if (job['if'] === undefined || isMet(job['if'], jobFacts(job, data))) return true;
    const args = { number: 1, condition: job['if'] as ConfigValue };
    messages.push({ level: 'info', key: 'jobs.include', code: 'skip_job', args });
    return false;
  });
}
