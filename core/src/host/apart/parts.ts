/** Parts of registries that can run in a process of their own: what each of their functions becomes. */
import type { FactSource } from '../../contracts/facts.js';
import type { Notifier, Target } from '../../contracts/notifier.js';
import type { CallOptions } from './channel.js';
import { apartExecutor } from './parts/executor.js';
import { apartLogStore } from './parts/log-store.js';
import { nonsense } from './parts/nonsense.js';
import { apartAddon, apartDeploy, apartLanguage, apartService } from './parts/script-parts.js';
import { apartLogin } from './parts/login.js';
import { apartVcsProvider } from './parts/vcs-provider.js';
import type { SentPart } from './protocol.js';

export interface CallPart {
  (name: string, args: readonly unknown[], options?: CallOptions): Promise<unknown>;
  /** Another one each time its process was started: what it held for us is gone. */
  times(): number;
  /** For what has to be there soon. */
  readonly limitMs: number;
}
type Data = Readonly<Record<string, unknown>>;
type Make = (
  call: CallPart,
  data: Data,
  has: (name: string) => boolean,
  functions: readonly string[],
) => unknown;

/** By token. What is not here asks something that is to be answered at once, or works with what cannot be sent. */
export const APART_PARTS: Readonly<Record<string, Make>> = {
  notifiers: (call, { id, unavailable }): Notifier => ({
    id: String(id),
    unavailable: typeof unavailable === 'string' ? unavailable : null,
    targets: async (entry, notice) => targetsOf(await call('targets', [entry, notice])),
    send: async (target, notice, deliveryId, { access, signal }) => {
      await call('send', [target, notice, deliveryId], { signal, lend: { access } });
    },
  }),
  languages: apartLanguage,
  addons: apartAddon,
  services: apartService,
  deploys: apartDeploy,
  vcsProviders: apartVcsProvider,
  executors: apartExecutor,
  logStores: apartLogStore,
  factSources: (call, { id, title }): FactSource => ({
    id: String(id),
    title: String(title),
    look: async () => lookOf(await call('look', [])),
  }),
  logins: apartLogin,
};

export function partOf({ token, data, functions }: SentPart, call: CallPart): unknown {
  const make = Object.hasOwn(APART_PARTS, token) ? APART_PARTS[token] : undefined;
  if (!make) throw nonsense(`provides ${token}`);
  return make(call, data, (name) => functions.includes(name), functions);
}

function targetsOf(answer: unknown): readonly Target[] {
  if (Array.isArray(answer) && answer.every(isTarget)) return answer;
  throw nonsense('answered targets that are none');
}

function isTarget(value: unknown): value is Target {
  const { key, data } = (value ?? {}) as Partial<Target>;
  return typeof key === 'string' && typeof data === 'object' && data !== null;
}

/** A folder is measured by the server: it says how much room there is, and no more. */
function lookOf(answer: unknown): Awaited<ReturnType<FactSource['look']>> {
  const { state, text, wayOut } = (answer ?? {}) as Data;
  if ((state !== 'ok' && state !== 'warning') || typeof text !== 'string')
    throw nonsense('looked at nothing');
  return { state, text, ...(typeof wayOut === 'string' ? { wayOut } : {}) };
}
