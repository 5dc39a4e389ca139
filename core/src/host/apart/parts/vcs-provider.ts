/** A VCS provider in a process of its own: each of its functions is a call. */
import type { Rejection } from '../../../contracts/hooks.js';
import type { DeliveryName, RawDelivery, RepoEvent, VcsProvider } from '../../../contracts/vcs.js';
import type { CallPart } from '../parts.js';
import { nonsense } from './nonsense.js';

type Data = Readonly<Record<string, unknown>>;

/** What is asked of it is used as it comes: nobody but the provider can know what its host says. */
const PLAIN = [
  ...['missed', 'file', 'commit', 'head', 'isAncestor', 'sweep', 'cloneAccess'],
  ...['endCloneAccess', 'installation', 'setCheck', 'appForm', 'takeApp'],
  ...['setStatus', 'inspect', 'installHook', 'removeHook', 'locate'],
  ...['whoAmI', 'renewToken', 'repositories', 'permission', 'parseAccount'],
  ...['hookHealth', 'testHook', 'ensureKey', 'removeKey'],
];

export function apartVcsProvider(
  call: CallPart,
  data: Data,
  has: (name: string) => boolean,
): VcsProvider {
  const { id, kind, describe, anyHost, pollSeconds, tellsRights } = data;
  const plain = PLAIN.filter(has).map((name) => [
    name,
    (...args: readonly unknown[]) => call(name, args),
  ]);
  return {
    ...(Object.fromEntries(plain) as Pick<
      VcsProvider,
      'missed' | 'file' | 'commit' | 'cloneAccess'
    >),
    id: String(id),
    ...(typeof kind === 'string' ? { kind } : {}),
    describe: String(describe),
    ...(anyHost === true ? { anyHost } : {}),
    ...(tellsRights === true ? { tellsRights } : {}),
    ...(typeof pollSeconds === 'number' && pollSeconds > 0 ? { pollSeconds } : {}),
    identify: async (delivery) => nameOf(await call('identify', [delivery])),
    verify: async (delivery, secrets) => refusalOf(await call('verify', [delivery, secrets])),
    parse: async (delivery) => eventOf(await call('parse', [delivery])),
    ...(has('split')
      ? { split: async (delivery) => deliveriesOf(await call('split', [delivery])) }
      : {}),
  };
}

function nameOf(answer: unknown): DeliveryName | undefined {
  if (answer === undefined) return undefined;
  const { event, guid } = (answer ?? {}) as Data;
  if (typeof event === 'string' && typeof guid === 'string') return { event, guid };
  throw nonsense('identified a delivery as nothing');
}

/** Nothing but nothing says that the signature is right. */
function refusalOf(answer: unknown): Rejection | undefined {
  if (answer === undefined) return undefined;
  const { rule, message } = (answer ?? {}) as Data;
  if (typeof rule === 'string' && typeof message === 'string') return { rule, message };
  throw nonsense('verified a delivery as nothing');
}

function eventOf(answer: unknown): RepoEvent {
  const { kind, repository } = (answer ?? {}) as Data;
  if (typeof kind === 'string' && typeof repository === 'object' && repository !== null)
    return answer as RepoEvent;
  throw nonsense('parsed a delivery as nothing');
}

/** At least the one that was given. */
function deliveriesOf(answer: unknown): readonly RawDelivery[] {
  const isDelivery = (one: unknown): boolean => {
    const { headers, body } = (one ?? {}) as Data;
    return typeof headers === 'object' && headers !== null && body instanceof Uint8Array;
  };
  if (Array.isArray(answer) && answer.length > 0 && answer.every(isDelivery))
    return answer as readonly RawDelivery[];
  throw nonsense('split a delivery into nothing');
}
