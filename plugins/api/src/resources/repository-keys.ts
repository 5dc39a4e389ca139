/** Key pairs of repositories: made after the repository is there, since making one takes seconds. */
import type { Logger, SecretBox } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';

export interface KeyPorts {
  readonly store: Pick<Store, 'repositories'>;
  readonly secrets: Pick<SecretBox, 'newKeyPair' | 'seal'>;
  readonly log: Pick<Logger, 'error'>;
}

interface Making {
  readonly open: Map<number, Promise<void>>;
  /** One after another: together they would all be late. */
  last: Promise<unknown>;
}
const makings = new WeakMap<object, Making>();

/** Resolves when the repository has its keys; whoever needs them waits for this. Repeatable. */
export function ensureKeys(ports: KeyPorts, repositoryId: number): Promise<void> {
  const making = makings.get(ports.store) ?? { open: new Map(), last: Promise.resolve() };
  makings.set(ports.store, making);
  const known = making.open.get(repositoryId);
  if (known) return known;
  const made = making.last.then(() => make(ports, repositoryId));
  making.last = made.catch(() => undefined);
  const ended = made.finally(() => making.open.delete(repositoryId));
  making.open.set(repositoryId, ended);
  return ended;
}

async function make({ store, secrets }: KeyPorts, id: number): Promise<void> {
  const found = await store.repositories.get(id);
  if (!found || found.publicKey !== null) return;
  const { publicKey, privateKey } = await secrets.newKeyPair();
  // Another process may have been first: its keys stay, somebody may have used them.
  await store.repositories.setFirstKeys(id, { publicKey, privateKey: secrets.seal(privateKey) });
}

/** Nobody waits: what fails here is made by whoever asks for them first. */
export function makeKeysSoon(ports: KeyPorts, repositoryId: number): void {
  ensureKeys(ports, repositoryId).catch((error: unknown) =>
    ports.log.error({ err: error, repositoryId }, 'a key pair could not be made'),
  );
}
