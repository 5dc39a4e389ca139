/** Hooks at code hosts are taken away with what they were made for. */
import { isTurnpikeError, TimeoutError, type HookLeft, type RepoAccess } from '@turnpike/sdk';
import type { Api } from '../api.js';

/** Removing a repository must not wait for a host that is away. */
const PATIENCE_MS = 10_000;

/** Never throws for what the host or its provider refuses: that is told, with what to do. */
export async function takeHookAway(api: Api, access: RepoAccess): Promise<HookLeft> {
  const { id, vcsProvider } = access.repository;
  const url = hookUrl(api, access.repository);
  const provider = api.vcsProviders.find((one) => one.id === vcsProvider);
  if (!provider?.removeHook) {
    const message = `No plugin here takes hooks of ${vcsProvider} away.`;
    return (await wasTold(api, id)) ? left(url, message) : none(url);
  }
  try {
    const message = await inTime(provider.removeHook(access, { url }));
    return message === undefined ? none(url) : { state: 'gone', url, message };
  } catch (error) {
    if (!isTurnpikeError(error)) throw error;
    // Where it can be made by hand alone, and nothing ever came, nobody has made one.
    if (error.code === 'TURNPIKE_INPUT_INVALID' && !(await wasTold(api, id))) return none(url);
    return left(url, [error.message, error.details.wayOut].filter(Boolean).join(' '));
  }
}

export function hookUrl(
  api: Pick<Api, 'publicUrl'>,
  { id, vcsProvider }: { readonly id: number; readonly vcsProvider: string },
): string {
  return `${api.publicUrl()}/hooks/${vcsProvider}/${id}`;
}

const left = (url: string, message: string): HookLeft => ({ state: 'unknown', url, message });
const none = (url: string): HookLeft => ({ state: 'gone', url, message: 'There was no hook.' });

async function wasTold(api: Api, repositoryId: number): Promise<boolean> {
  return (await api.store.deliveries.list({ repositoryId }, { limit: 1 })).length > 0;
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const seconds = PATIENCE_MS / 1000;
    const refuse = () => reject(new TimeoutError(`The host did not answer within ${seconds} s.`));
    timer = setTimeout(refuse, PATIENCE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
