import type { ConfigMap, MapNode, Message } from '@turnpike/sdk';
import { allKeys } from '../schema/index-keys.js';
import type { Finding, RawMap } from '../yaml/raw.js';
import { change } from './change/change.js';
import { newBudget, type DocContext, type Switches } from './context.js';
import { buildDoc, rawOf, type Note } from './doc.js';
import { RootFacts } from './facts.js';
import { Messages } from './messages.js';
import { rootPlace } from './place.js';
import { validate } from './validate/validate.js';
import { absent, type Validation } from './validate/validation.js';

export interface Normalized {
  readonly config: ConfigMap;
  readonly messages: readonly Message[];
}

const knownKeys = new WeakMap<MapNode, ReadonlySet<string>>();

function knownOf(root: MapNode): ReadonlySet<string> {
  const known = knownKeys.get(root) ?? allKeys(root);
  knownKeys.set(root, known);
  return known;
}

function contextFor(root: MapNode, options: Switches): DocContext {
  return { options, root, known: knownOf(root), budget: newBudget(), change };
}

/** Repairs and validates one raw configuration against the schema (sheet 1, steps 3 and 4). */
export function normalize(
  schema: MapNode,
  raw: RawMap,
  findings: readonly Finding[],
  options: Switches,
): Normalized {
  const context = contextFor(schema, options);
  const messages = new Messages(options.line, options.hints);
  for (const finding of findings) reportFinding(finding, messages, options);
  const doc = change(schema, buildDoc(raw), context);
  const facts = new RootFacts(doc);
  const validation: Validation = { ...context, messages, facts, seen: new Map(), validate };
  const config = validate(schema, doc, rootPlace, validation);
  return { config: config === absent ? {} : (config as ConfigMap), messages: messages.all };
}

/** What the reader found: keys given twice, and for people also what Travis passes over in silence. */
function reportFinding(finding: Finding, messages: Messages, { hints }: Switches): void {
  if (!('code' in finding)) {
    const { path, key, again, ...at } = finding;
    const where = { name: '', line: again, ...(at.src !== undefined && { src: at.src }) };
    const note: Note = { level: 'error', code: 'duplicate_key', args: { key }, where };
    return messages.add({ names: path, key: { name: '', ...at } }, note);
  }
  const { path, code, args, ...at } = finding;
  if (hints) messages.add({ names: path, key: { name: '', ...at } }, { level: 'warn', code, args });
}

/** A raw configuration with its keys and shapes repaired, for merging. Findings are not kept. */
export function repairRaw(schema: MapNode, raw: RawMap, options: Switches): RawMap {
  const context = contextFor(schema, options);
  const repaired = rawOf(change(schema, buildDoc(raw), context));
  return repaired.kind === 'map' ? repaired : raw;
}
