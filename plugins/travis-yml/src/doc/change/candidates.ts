import type { ChoiceNode, KeyNode } from '@turnpike/sdk';
import type { DocContext } from '../context.js';
import type { Doc } from '../doc.js';
import { detectProvider } from './detect.js';

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
