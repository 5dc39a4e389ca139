import type { ChoiceNode, KeyNode } from '@turnpike/sdk';
import type { DocContext } from '../context.js';
import type { Doc } from '../doc.js';
import { detectProvider } from './detect.js';

/**
 * Is there nothing to tell the alternatives apart by: a deploy without a provider, an empty text?
 * Repairs are then those of the first alternative, whatever the others know.
 */
export const isUndetected = (schema: ChoiceNode, doc: Doc, context: DocContext): boolean =>
  (doc.type === 'str' && doc.value === '') ||
  (schema.detect !== undefined && !detectProvider(schema, doc, context));

/** Alternatives to try: the detected one, else the normal ones, else all. */
export function candidatesOf(
  schema: ChoiceNode,
  doc: Doc,
  context: DocContext,
): readonly KeyNode[] {
  const detected = detectProvider(schema, doc, context);
  if (detected) return [detected];
  const preferred = schema.any_of.filter((node) => node.normal);
  return preferred.length ? preferred : schema.any_of;
}
