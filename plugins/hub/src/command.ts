import type { CommandAnswer, Job, JobCommandContext, User } from '@turnpike/sdk';
import type { Hub } from './context.js';

export interface Asked {
  readonly user: User | null;
}

export function refusal(rule: string, message: string): CommandAnswer {
  return { accepted: false, rule, message };
}

export function byWhom({ user }: Asked): string {
  return user?.login ?? 'the platform';
}

/** Asks `job.command` for each job; the first refusal is the answer. Never inside a transaction. */
export async function askCommand(
  hub: Hub,
  command: JobCommandContext['command'],
  jobs: readonly Job[],
  { userId }: { readonly userId: number | null },
): Promise<Asked | { readonly refused: CommandAnswer }> {
  const user = userId === null ? null : ((await hub.store.users.get(userId)) ?? null);
  for (const job of jobs) {
    const latestRun = (job.run > 0 && (await hub.store.runs.get(job.id, job.run))) || null;
    const context = { command, job, latestRun, user };
    const rejection = await hub.hooks.job.command.promise(context);
    if (rejection) return { refused: refusal(rejection.rule, rejection.message) };
  }
  return { user };
}
