/** What a hook answers when one of its taps throws or overruns its time. */
import type { HookName, LimitReason, Rejection } from '../contracts/hooks.js';
import { HOOK_KINDS } from '../contracts/hooks.js';
import { TurnpikeError } from '../contracts/errors.js';

/** A tap's failure, ready for the caller of the hook. */
export function tapError(hook: HookName, plugin: string, cause: unknown): TurnpikeError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new TurnpikeError(
    'TURNPIKE_HOOK_FAILED',
    `Plugin ${plugin} failed in the hook ${hook}: ${why}`,
    { plugin, hook, wayOut: `Look into the log of ${plugin}, or stop running it.` },
    cause,
  );
}

function rejection(error: TurnpikeError): Rejection {
  return { rule: 'plugin-failed', message: error.message };
}

function limitReason(error: TurnpikeError): LimitReason {
  return { limit: error.details.plugin ?? 'plugin', message: error.message };
}

const REFUSALS: { readonly [N in HookName]?: (error: TurnpikeError) => unknown } = {
  'delivery.accept': rejection,
  'request.accept': rejection,
  'request.approve': rejection,
  'job.command': rejection,
  'job.limit': limitReason,
  'notification.filter': (error) => error.message,
  'access.decide': () => 'deny',
};

/**
 * `undefined` where a failing tap is left out. A refusal where the hook decides; hooks that pass a
 * value on have no word for "no", so there the error itself is thrown.
 */
export function failureAnswer(hook: HookName, error: TurnpikeError): unknown {
  if (HOOK_KINDS[hook].onFailure === 'skip') return undefined;
  const refuse = REFUSALS[hook];
  if (!refuse) throw error;
  return refuse(error);
}
