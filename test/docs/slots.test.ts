/** Elements of plugins get what the reference says: what the pages hand over at each slot. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { UI_SLOT_PROPERTIES } from '../../core/src/contracts/wire/system.js';
import { root } from '../support/root.js';

const source = readdirSync(join(root, 'ui/src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.component.ts'))
  .map((file) => readFileSync(join(root, 'ui/src', file), 'utf8'))
  .join('\n');

it.each(Object.entries(UI_SLOT_PROPERTIES))('%s', (slot, { properties }) => {
  const places = [...source.matchAll(/<tp-contributions([^>]*?)>/g)].map(([, given = '']) => given);
  const own = places.filter((given) => given.includes(`slot-name="${slot}"`));
  expect(own).toHaveLength(1);
  const handed = [...own.join().matchAll(/\.(\w+)=/g)].map(([, name = '']) => name);
  expect(handed.filter((name) => name !== 'only').sort()).toEqual([...properties].sort());
});
