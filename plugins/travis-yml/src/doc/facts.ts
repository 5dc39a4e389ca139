import type { ConfigValue } from '@turnpike/sdk';
import { entryOf, isScalar, scalarText, type Doc } from './doc.js';
import type { SupportFacts } from './support.js';

/** Values of root keys as they stand while the root is being validated. */
export class RootFacts implements SupportFacts {
  readonly #values = new Map<string, readonly string[]>();

  constructor(root: Doc) {
    for (const key of ['language', 'os', 'dist', 'arch', 'conditions'])
      this.#values.set(key, root.type === 'map' ? texts(entryOf(root, key)?.value) : []);
  }

  get(key: string): readonly string[] {
    return this.#values.get(key) ?? [];
  }

  set(key: string, value: ConfigValue | undefined): void {
    if (this.#values.has(key)) this.#values.set(key, textsOfValue(value));
  }
}

function texts(doc: Doc | undefined): string[] {
  if (!doc || doc.type === 'none') return [];
  if (doc.type === 'seq') return doc.items.flatMap(texts);
  return isScalar(doc) ? [scalarText(doc)] : [];
}

function textsOfValue(value: ConfigValue | undefined): readonly string[] {
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string');
  return typeof value === 'string' ? [value] : [];
}
