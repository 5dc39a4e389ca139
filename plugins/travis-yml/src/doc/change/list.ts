import type { ListNode } from '@turnpike/sdk';
import type { DocContext } from '../context.js';
import { type Doc, type DocList } from '../doc.js';
import { parseEnvVars } from './env-vars.js';

/** Env texts, nested lists, wrapping of one value; then each item. */
export function changeList(schema: ListNode, doc: Doc, context: DocContext): Doc {
  const parsed = schema.changes?.some(({ change }) => change === 'env_vars')
    ? parseEnvVars(doc.type === 'none' ? { type: 'seq', items: [doc] } : doc, context.options.hints)
    : doc;
  const list = wrapped(parsed);
  return {
    ...list,
    items: flat(list.items).map((item) => context.change(schema.items, item, context)),
  };
}

function wrapped(doc: Doc): DocList {
  if (doc.type === 'seq') return doc;
  return { type: 'seq', items: doc.type === 'none' ? [] : [doc] };
}

function flat(items: readonly Doc[]): Doc[] {
  return items.flatMap((item) => (item.type === 'seq' ? flat(item.items) : [item]));
}
