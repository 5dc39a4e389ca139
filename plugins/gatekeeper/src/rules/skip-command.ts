import type { BuildRequest, Rejection } from '@turnpike/sdk';

/** `[skip ci]`, `[ci skip]`, also with `travis`, `travis ci`, `travis-ci`, `travisci` (docs, "Skipping a build"). */
const SKIP = /\[(?:skip:? +(?:ci|travis(?:[ -]?ci)?)|(?:ci|travis(?:[ -]?ci)?):? +skip)\]/i;

/** Asked for by a person or a clock: a word in an old commit must not stop it. */
const NEVER_SKIPPED = new Set(['api', 'cron', 'release']);

export function skipCommand(
  request: Pick<BuildRequest, 'eventType'>,
  message: string | null,
): Rejection | undefined {
  if (NEVER_SKIPPED.has(request.eventType) || message === null) return undefined;
  const found = SKIP.exec(message)?.[0];
  return found === undefined
    ? undefined
    : { rule: 'skip-command', message: `Build skipped via commit message: ${found}` };
}
