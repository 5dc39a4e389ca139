import type { JsonObject } from '@turnpike/sdk';
import type { Context } from './context.js';

export interface OpenedConfig {
  readonly config: Readonly<Record<string, unknown>>;
  /** Replaces every opened value in a text by `[secure]`. */
  mask(text: string): string;
  /** Encrypted values that this repository's key does not open; they are left out. */
  readonly unreadable: number;
}

/** Opens the `secure` values of a notifier's entry, just before it is used. */
export async function openSecrets(
  ctx: Context,
  repositoryId: number,
  config: JsonObject,
): Promise<OpenedConfig> {
  if (!JSON.stringify(config).includes('"secure"'))
    return { config, mask: (text) => text, unreadable: 0 };
  const { store, secrets } = ctx.deps;
  const sealed = await store.repositories.sealed(repositoryId);
  const privateKey = sealed?.privateKey ? secrets.open(sealed.privateKey) : undefined;
  const opened: string[] = [];
  let unreadable = 0;

  function openOne(secure: string): string | undefined {
    try {
      if (privateKey === undefined) throw new Error('no key');
      const plain = secrets.decryptWith(privateKey, secure);
      opened.push(plain);
      return plain;
    } catch {
      // Counted and told to the reader of the notification's state: nothing of the value can be said.
      unreadable += 1;
      return undefined;
    }
  }
  function open(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(open).filter((item) => item !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const secure = (value as { secure?: unknown }).secure;
    if (typeof secure === 'string') return openOne(secure);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, open(item)]));
  }

  const plain = open(config) as Readonly<Record<string, unknown>>;
  return {
    config: plain,
    unreadable,
    mask: (text) =>
      opened
        .filter((value) => value !== '')
        .reduce((masked, value) => masked.replaceAll(value, '[secure]'), text),
  };
}
