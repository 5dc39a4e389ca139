/** What a tap may answer: an answer of another kind is a fault of its plugin, and is told as one. */
import { HOOK_KINDS, type HookName } from '../contracts/hooks.js';
import { TurnpikeError } from '../contracts/errors.js';
import { isPromiseLike } from '../work/promise-like.js';

/** Whether the hook takes this; `given` is its first argument. */
type Check = (answer: unknown, given: unknown) => boolean;

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const hasTexts =
  (...names: readonly string[]): Check =>
  (answer) =>
    isObject(answer) && names.every((name) => isText(answer[name]));

/** The same context with other values: what it lacks the next tap would miss. */
const isContext: Check = (answer, given) =>
  isObject(answer) && Object.keys(given as object).every((name) => answer[name] !== undefined);

const REJECTION = { is: hasTexts('rule', 'message'), words: 'nothing, or { rule, message }' };
const CONTEXT = { is: isContext, words: 'nothing, or a changed copy of what it was given' };

const EXPECTED: { readonly [N in HookName]?: { readonly is: Check; readonly words: string } } = {
  'delivery.accept': REJECTION,
  'request.accept': REJECTION,
  'request.approve': REJECTION,
  'job.command': REJECTION,
  'job.limit': { is: hasTexts('limit', 'message'), words: 'nothing, or { limit, message }' },
  'config.fetch': { is: (answer) => typeof answer === 'string', words: 'nothing, or a text' },
  'job.route': { is: isText, words: 'nothing, or the name of a queue' },
  'notification.filter': { is: isText, words: 'nothing, or a reason in words' },
  'access.decide': {
    is: (answer) => answer === 'allow' || answer === 'deny',
    words: "nothing, 'allow' or 'deny'",
  },
  'config.normalize': CONTEXT,
  'matrix.expand': CONTEXT,
  'job.payload': CONTEXT,
  'log.filter': {
    is: (answer, given) =>
      isContext(answer, given) && (answer as { bytes?: unknown }).bytes instanceof Uint8Array,
    words: 'nothing, or a copy with other bytes',
  },
};

/** Throws TURNPIKE_PLUGIN_INVALID, which says what was answered and what may be. `undefined` is always fine. */
export type AnswerCheck = (answer: unknown, given: unknown) => void;

export function answerCheck(hook: HookName): AnswerCheck {
  const isSync = HOOK_KINDS[hook].type.startsWith('Sync');
  const expected = EXPECTED[hook];
  return (answer, given) => {
    if (answer === undefined) return;
    if (isSync && isPromiseLike(answer)) {
      // It would be unhandled if it failed, and nobody will look at what it answers.
      void Promise.resolve(answer).catch(() => undefined);
      throw wrong('It answered with a promise: this hook is not asynchronous.', 'Answer at once.');
    }
    if (!expected || expected.is(answer, given)) return;
    throw wrong(`It answered ${shown(answer)}.`, `Answer ${expected.words}.`);
  };
}

function wrong(message: string, wayOut: string): TurnpikeError {
  return new TurnpikeError('TURNPIKE_PLUGIN_INVALID', `${message} ${wayOut}`, { wayOut });
}

/** Its kind and its keys: values may be secret. */
function shown(answer: unknown): string {
  if (answer === null || typeof answer === 'boolean') return String(answer);
  if (Array.isArray(answer)) return 'a list';
  if (!isObject(answer)) return `a ${typeof answer}`;
  const names = Object.keys(answer);
  return names.length === 0 ? '{}' : `{ ${names.slice(0, 8).join(', ')} }`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
