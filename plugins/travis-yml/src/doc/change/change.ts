import type { ChoiceNode, KeyNode } from '@turnpike/sdk';
import type { DocContext } from '../context.js';
import type { Doc } from '../doc.js';
import { matches } from '../matches.js';
import { candidatesOf } from './candidates.js';
import { changeList } from './list.js';
import { changeMap } from './map.js';
import { changeScalar } from './scalar.js';

/** Repairs a value towards a node (sheet 3). Never fails: what does not fit stays as it is. */
export function change(schema: KeyNode, doc: Doc, context: DocContext): Doc {
  switch (schema.type) {
    case 'any':
      return changeAny(schema, doc, context);
    case 'map':
      return changeMap(schema, doc, context);
    case 'seq':
      return changeList(schema, doc, context);
    default:
      return changeScalar(schema, doc, context);
  }
}

function changeAny(schema: ChoiceNode, doc: Doc, context: DocContext): Doc {
  const candidates = candidatesOf(schema, doc, context);
  const uncut = candidates.some(holdsList) ? { ...context, uncut: doc } : context;
  for (const candidate of candidates) {
    const changed = change(candidate, doc, uncut);
    if (matches(candidate, changed)) return changed;
  }
  const [first] = candidates;
  return first ? change(first, doc, context) : doc;
}

/** Does the node take a list, itself or by an alternative? */
function holdsList(node: KeyNode): boolean {
  return node.type === 'seq' || (node.type === 'any' && node.any_of.some(holdsList));
}
