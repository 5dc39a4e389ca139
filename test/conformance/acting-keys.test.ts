/** No key of the language is taken in silence: its reader asks for it, or whoever uses it is told. */
import { installedKeys } from '@turnpike/sdk/testing';
import { describe, expect, it } from 'vitest';
import { composeSchema } from '../../plugins/travis-yml/src/schema/compose.js';
import { aliasesOf } from '../../plugins/travis-yml/src/schema/index-keys.js';
import { isSaid, keyUses, type KeyUse } from '../../scripts/lib/key-uses.js';
import { keysReadBy, reads } from '../support/key-readers.js';

const uses = keyUses(composeSchema(await installedKeys()));

/** A part is there where its folder is; a key, where its reader asks for it by any of its names. */
const isRead = ({ path, node, readers, isPart }: KeyUse): boolean =>
  isPart
    ? readers.some((one) => keysReadBy(one).size > 0)
    : [path.at(-1) as string, ...aliasesOf(node)].some((name) =>
        readers.some((one) => reads(one, name)),
      );

describe('the composed language', () => {
  it('has no key that neither acts nor says that it does not', { timeout: 300_000 }, () => {
    expect(uses.length).toBeGreaterThan(400);
    const orphans = uses.filter((use) => !isSaid(use.node) && !isRead(use));
    expect(orphans.map(({ path, readers }) => `${path.join('.')} (${readers.join()})`)).toEqual([]);
  });

  it('would show a key that nobody reads', () => {
    const use = uses.find(({ path }) => path.join('.') === 'git') as KeyUse;
    expect(isRead(use)).toBe(true);
    expect(isRead({ ...use, path: ['git', 'nobody_reads_this'] })).toBe(false);
    expect(isRead({ ...use, readers: ['build/workspaces'] })).toBe(false);
  });
});
