/** Everything that one plugin registers. Disposing it undoes all of it, the latest first. */
import type { ScopeInfo } from '../contracts/host.js';

type ScopeKind = 'taps' | 'subscriptions' | 'routes' | 'timers' | 'provides';
type Undo = () => void | Promise<void>;

export interface Scope {
  readonly plugin: string;
  /** Aborted when the scope is disposed. */
  readonly signal: AbortSignal;
  readonly state: ScopeInfo['state'];
  /** `name`: what is provided. After disposal the undo runs at once. */
  add(kind: ScopeKind, undo: Undo, name?: string): void;
  /** Repeatable. With a failure the scope counts as failed. Throws what undoing threw, after all is undone. */
  dispose(failure?: string): Promise<void>;
  info(): Omit<ScopeInfo, 'version' | 'refuses'>;
}

interface Entry {
  readonly kind: ScopeKind;
  readonly undo: Undo;
  readonly name: string | undefined;
}

export function createScope(plugin: string): Scope {
  const controller = new AbortController();
  const entries: Entry[] = [];
  let state: ScopeInfo['state'] = 'running';
  let failure: string | undefined;

  return {
    plugin,
    signal: controller.signal,
    get state() {
      return state;
    },
    add(kind, undo, name) {
      const entry = { kind, undo, name };
      if (state === 'running') entries.push(entry);
      else void undo();
    },
    async dispose(why) {
      if (state !== 'running') return;
      state = why === undefined ? 'disposed' : 'failed';
      failure = why;
      controller.abort();
      const errors: unknown[] = [];
      for (let entry = entries.pop(); entry; entry = entries.pop()) {
        try {
          await entry.undo();
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) throw new AggregateError(errors, `${plugin} was not wholly undone.`);
    },
    info() {
      const count = (kind: ScopeKind) => entries.filter((entry) => entry.kind === kind).length;
      return {
        plugin,
        taps: count('taps'),
        subscriptions: count('subscriptions'),
        routes: count('routes'),
        timers: count('timers'),
        provides: entries.flatMap((entry) =>
          entry.kind === 'provides' && entry.name !== undefined ? [entry.name] : [],
        ),
        state,
        ...(failure === undefined ? {} : { failure }),
      };
    },
  };
}
