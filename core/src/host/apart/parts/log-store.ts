/** A log store in a process of its own. Taken again where that was started again. */
import type { LogInfo, LogSeal, LogStore } from '../../../contracts/services.js';
import type { CallPart } from '../parts.js';
import { pull } from '../pull.js';
import { nonsense } from './nonsense.js';

type Data = Readonly<Record<string, unknown>>;

export function apartLogStore(
  part: CallPart,
  data: Data,
  has: (name: string) => boolean,
): LogStore {
  /** By which start of its process it was taken; undefined: it is not. */
  let takenAt: number | undefined;
  let taken: unknown;
  const take = async (): Promise<void> => {
    takenAt = part.times();
    taken = await part('open', []);
  };
  async function call(name: string, ...args: readonly unknown[]): Promise<unknown> {
    if (takenAt !== undefined && takenAt !== part.times()) await take();
    return part(name, args);
  }
  return {
    id: String(data['id']),
    shared: data['shared'] === true,
    ...(has('open')
      ? {
          open: async () => {
            await take();
            return async () => {
              takenAt = undefined;
              await part('close', [taken]);
            };
          },
        }
      : {}),
    append: async (log, offset, bytes) => ({
      end: numberOf(await call('append', log, offset, bytes), 'end'),
    }),
    sync: async (log) => void (await call('sync', log)),
    end: async (log) => (await call('end', log)) as LogInfo | undefined,
    read: (log, range) =>
      pull(
        () => call('read', log, range),
        (verb, stream) => part(verb, [stream]),
      ),
    parts: async (log, after, limit) => listOf(await call('parts', log, after, limit)) as never,
    seal: async (log) => (await call('seal', log)) as LogSeal,
    delete: async (log) => void (await call('delete', log)),
  };
}

function numberOf(answer: unknown, name: string): number {
  const value = ((answer ?? {}) as Data)[name];
  if (typeof value !== 'number') throw nonsense(`answered no ${name}`);
  return value;
}

function listOf(answer: unknown): readonly unknown[] {
  if (!Array.isArray(answer)) throw nonsense('answered no list');
  return answer as readonly unknown[];
}
