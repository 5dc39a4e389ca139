import type { BooleanNode, NumberNode, SecureNode, StringNode } from '@turnpike/sdk';
import { isNotGiven, valueOfDoc, type Doc } from '../doc.js';
import type { Place } from '../place.js';
import { validateSecure } from './secure.js';
import { validateText } from './text.js';
import { absent, invalidType, type Validated, type Validation } from './validation.js';

export function validateScalar(
  schema: StringNode | NumberNode | BooleanNode | SecureNode,
  doc: Doc,
  place: Place,
  context: Validation,
): Validated {
  if (doc.type === 'none' || (doc.type === 'map' && doc.entries.length === 0)) return null;
  if (isNotGiven(doc) && doc.type !== schema.type) return valueOfDoc(doc);
  if (schema.type === 'secure') return validateSecure(schema, doc, place, context);
  if (doc.type !== schema.type) return invalidType(schema.type, doc, place, context);
  if (schema.type === 'str') return validateText(schema, doc, place, context);
  if (schema.type === 'bool' && isRefused(schema, doc.value as boolean))
    return refuse(doc.value as boolean, place, context);
  return doc.value;
}

function isRefused(schema: BooleanNode, value: boolean): boolean {
  return schema.values !== undefined && !schema.values.some((choice) => choice.value === value);
}

function refuse(value: boolean, place: Place, { messages, options }: Validation): Validated {
  messages.add(place, { level: 'error', code: 'unknown_value', args: { value } });
  return options.drop ? absent : value;
}
