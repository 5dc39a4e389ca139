import type { ChoiceNode, KeyNode } from '@turnpike/sdk';
import type { DocContext } from '../context.js';
import { isNotGiven, isScalar, valueOfDoc, withNotes, type Doc } from '../doc.js';
import { matches } from '../matches.js';
import { candidatesOf, isUndetected } from './candidates.js';
import { changeList } from './list.js';
import { changeMap } from './map.js';
import { changeScalar } from './scalar.js';
import { spend } from '../../thread/fuse.js';

/** Repairs a value towards a node (sheet 3). Never fails: what does not fit stays as it is. */
export function change(schema: KeyNode, doc: Doc, context: DocContext): Doc {
  spend();
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
  const found = candidatesOf(schema, doc, context);
  const candidates = isUndetected(schema, doc, context) ? found.slice(0, 1) : found;
  const uncut = candidates.some(holdsList) ? { ...context, uncut: doc } : context;
  for (const candidate of candidates) {
    const changed = change(candidate, doc, uncut);
    if (matches(candidate, changed)) return changed;
  }
  const [first] = candidates;
  return first ? change(first, unfit(candidates, doc), context) : doc;
}

/** A list of single values, none of which fits: only its first would have counted. */
function unfit(candidates: readonly KeyNode[], doc: Doc): Doc {
  if (doc.type !== 'seq' || !candidates.every(isSingle)) return doc;
  const [first] = doc.items;
  if (!first || !isScalar(first) || isNotGiven(first)) return doc;
  const args = { value: valueOfDoc(first) };
  return withNotes(doc, { level: 'warn', code: 'unexpected_seq', args });
}

const isSingle = ({ type }: KeyNode): boolean => type === 'num' || type === 'bool';

/** Does the node take a list, itself or by an alternative? */
function holdsList(node: KeyNode): boolean {
  return node.type === 'seq' || (node.type === 'any' && node.any_of.some(holdsList));
}
