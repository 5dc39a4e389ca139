import type { ConfigValue, KeyNode, MapNode } from '@turnpike/sdk';
import { inertKey } from '../../hints/inert.js';
import { hasDefault, indexOf } from '../../schema/index-keys.js';
import type { Key } from '../../yaml/raw.js';
import {
  entryOf,
  isNotGiven,
  scalarText,
  valueOfDoc,
  type Doc,
  type DocMap,
  type Note,
} from '../doc.js';
import { RootFacts } from '../facts.js';
import { below, type Place } from '../place.js';
import { supportOf, unsupportedBy, type SupportFacts } from '../support.js';
import { defaultOf } from '../default.js';
import { reportSeen } from './unique.js';
import { absent, invalidType, type Validated, type Validation } from './validation.js';

type Values = Record<string, ConfigValue>;

/** Messages about a provider's map name the provider. */
export function placeOfMap(schema: MapNode, doc: Doc, place: Place): Place {
  const value =
    schema.keys?.['provider'] && doc.type === 'map' ? entryOf(doc, 'provider')?.value : undefined;
  if (value?.type !== 'str') return place;
  const provider = scalarText(value);
  return isAllowed(schema.keys?.['provider'], provider) ? { ...place, provider } : place;
}

function isAllowed(node: KeyNode | undefined, value: string): boolean {
  return node?.type === 'str' && !!node.values?.some((choice) => choice.value === value);
}

/** Known keys by their nodes, unknown ones reported and kept, defaults and required keys. */
export function validateMap(
  schema: MapNode,
  doc: Doc,
  place: Place,
  context: Validation,
): Validated {
  if (isBlankDoc(doc)) return nothing(schema, place, context);
  if (doc.type !== 'map') return invalidType('map', doc, place, context);
  const values: Values = {};
  const inner = { ...context, facts: factsFor(schema, doc, context) };
  for (const { key, value } of doc.entries) {
    const result = validateEntry(schema, key, value, place, inner);
    const filled = isMissing(result) ? (defaulted(schema, key, place, inner) ?? result) : result;
    if (filled !== absent) values[key.name] = filled;
    setFact(schema, key.name, filled, context);
  }
  reportSeen(schema, values, place, context);
  const isWhole = isComplete(schema, values, place, context) && hasValidCondition(doc, values);
  if (isWhole || !context.options.drop) return nonEmpty(schema, values, place, context);
  return schema === context.root ? {} : absent;
}

/** With the option `drop`, a condition that is not valid takes its map along. */
function hasValidCondition(doc: DocMap, values: Values): boolean {
  const given = entryOf(doc, 'if')?.value;
  return given?.type !== 'str' || values['if'] !== undefined;
}

function isBlankDoc(doc: Doc): boolean {
  if (doc.type === 'seq') return doc.items.length === 0;
  return doc.type === 'none' || (doc.type === 'str' && doc.value === '');
}

/** A job's own language, os … decide what its keys may be; what it lacks is the root's. */
function factsFor(schema: MapNode, doc: DocMap, { facts, root }: Validation): SupportFacts {
  if (schema === root || !schema.keys?.['language'] || !schema.keys['os']) return facts;
  const own = new RootFacts(doc);
  return { get: (key) => (own.get(key).length ? own.get(key) : facts.get(key)) };
}

function setFact(schema: MapNode, name: string, value: Validated, context: Validation): void {
  if (schema === context.root && context.facts instanceof RootFacts)
    context.facts.set(name, value === absent ? undefined : value);
}

function validateEntry(
  schema: MapNode,
  key: Key,
  doc: Doc,
  place: Place,
  context: Validation,
): Validated {
  const { keys } = indexOf(schema);
  const node = Object.hasOwn(keys, key.name) ? keys[key.name] : schema.any_key;
  if (!node) return unknown(schema, key, doc, place, context);
  const isCondition = key.name === 'if' && node === keys[key.name];
  const result = context.validate(node, doc, { ...below(place, key), isCondition }, context);
  if (!isNotGiven(doc)) remark(node, key, doc, place, context);
  if (schema.any_key) return isEmptyMap(doc) ? {} : result === absent ? null : result;
  return result === null && !keepsNull(schema, node, key, context) ? absent : result;
}

const isEmptyMap = (doc: Doc): boolean => doc.type === 'map' && doc.entries.length === 0;

/** Keys without a value stay in maps that are open to any key, and where an anchor stands. */
function keepsNull(schema: MapNode, node: KeyNode, key: Key, context: Validation): boolean {
  if (schema.strict !== false) return key.anchor === true;
  const isFilled = hasDefault(node) || !!schema.required?.includes(key.name);
  return !(context.options.defaults && isFilled);
}

function unknown(
  schema: MapNode,
  key: Key,
  doc: Doc,
  place: Place,
  context: Validation,
): Validated {
  const value = valueOfDoc(doc);
  if (isPrivate(key)) return doc.type === 'none' && !key.anchor ? absent : value;
  if (key.anchor) return reportAnchor(key, value, place, context);
  if (doc.type === 'none' || isEmptyMap(doc)) return absent;
  if (schema.strict === false || isNotGiven(doc)) return value;
  const args = { key: key.name, value };
  context.messages.add(place, { level: 'warn', code: 'unknown_key', args, at: key });
  return context.options.drop ? absent : value;
}

/** Never reported, wherever it stands. */
const isPrivate = ({ name }: Key): boolean =>
  name === 'merge_mode' || name.startsWith('_') || name.startsWith('.');

function reportAnchor(
  key: Key,
  value: ConfigValue,
  place: Place,
  { messages }: Validation,
): Validated {
  const args = { key: key.name, info: 'anchor on a non-private key' };
  messages.add(place, { level: 'warn', code: 'deprecated_key', args, at: key });
  return value;
}

/** Deprecated, experimental and unsupported keys. */
function remark(node: KeyNode, key: Key, doc: Doc, place: Place, context: Validation): void {
  const { messages, options, facts } = context;
  const why = deprecation(node, doc);
  if (why !== undefined) {
    const args = { key: key.name, info: why };
    messages.add(place, { level: 'warn', code: 'deprecated_key', args, at: key });
  }
  if (options.hints)
    for (const note of inertKey(key.name, node, doc)) messages.add(below(place, key), note);
  if (node.flags?.includes('edge'))
    messages.add(below(place, key), { level: 'info', code: 'edge' });
  const by = options.support ? unsupportedBy(supportOf(node), facts) : undefined;
  if (by) messages.add(below(place, key), unsupported(key.name, by, doc));
}

function unsupported(
  key: string,
  by: { readonly key: string; readonly value: ConfigValue },
  doc: Doc,
): Note {
  const args = { on_key: by.key, on_value: by.value, key, value: valueOfDoc(doc) };
  return { level: 'warn', code: 'unsupported', args };
}

function deprecation(node: KeyNode, doc: Doc): string | true | undefined {
  if (node.deprecated) return node.deprecated;
  if (node.type !== 'any') return undefined;
  return node.any_of.find((other) => other.deprecated && other.type === doc.type)?.deprecated;
}

/** The default of a key without a value, reported. */
function defaulted(
  schema: MapNode,
  key: Key,
  place: Place,
  { facts, messages, options }: Validation,
): ConfigValue | undefined {
  const node = indexOf(schema).keys[key.name];
  const value = options.defaults && node ? defaultOf(node, facts) : undefined;
  if (value === undefined) return undefined;
  const shown = Array.isArray(value) ? (value[0] as ConfigValue) : value;
  const args = { key: key.name, default: shown };
  const at = key.line === undefined ? {} : { at: key };
  messages.add(place, { level: 'info', code: 'default', args, ...at });
  return value;
}

function isMissing(value: Validated | undefined): boolean {
  if (value === undefined || value === null || value === absent) return true;
  return Array.isArray(value) && value.length === 0;
}

function isComplete(schema: MapNode, values: Values, place: Place, context: Validation): boolean {
  const lacking = (schema.required ?? []).filter((key) => isMissing(values[key]));
  if (context.options.defaults)
    for (const key of lacking)
      context.messages.add(place, { level: 'error', code: 'required', args: { key } });
  return lacking.length === 0;
}

function nonEmpty(schema: MapNode, values: Values, place: Place, context: Validation): Validated {
  return Object.keys(values).length ? values : nothing(schema, place, context);
}

/** Empty maps go, except entries of variables and the root. */
function nothing(
  schema: MapNode,
  place: Place,
  { messages, options, root }: Validation,
): Validated {
  const key = place.names.join('.') || 'root';
  if (options.empty) messages.add(place, { level: 'warn', code: 'empty', args: { key } });
  return schema.any_key || schema === root ? {} : absent;
}
