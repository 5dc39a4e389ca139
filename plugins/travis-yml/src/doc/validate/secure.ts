import type { SecureNode } from '@turnpike/sdk';
import { scalarText, valueOfDoc, type Doc, type DocScalar, type DocSecure } from '../doc.js';
import { dotted, type Place } from '../place.js';
import { absent, invalidType, type Validated, type Validation } from './validation.js';

/** Encrypted values must be base64; plain ones are reported where encrypted ones are due. */
export function validateSecure(
  schema: SecureNode,
  doc: Doc,
  place: Place,
  context: Validation,
): Validated {
  if (doc.type === 'secure') return encrypted(schema, doc, place, context);
  if (doc.type !== 'str') return invalidType('secure', doc, place, context);
  if (schema.strict) reportPlain(doc, place, context);
  return doc.value;
}

function encrypted(
  schema: SecureNode,
  doc: DocSecure,
  place: Place,
  { messages }: Validation,
): Validated {
  const { value } = doc;
  if (value.type !== 'str') {
    const key = dotted([...place.names, 'secure']);
    messages.add(place, { level: 'warn', code: 'empty', args: { key } }, 'secure');
    return absent;
  }
  if (schema.strict && !isBase64(scalarText(value)))
    messages.add(
      place,
      { level: 'warn', code: 'invalid_secure', args: { value: valueOfDoc(doc) } },
      'secure',
    );
  return valueOfDoc(doc);
}

/** Strictly, but for white space. */
export function isBase64(value: string): boolean {
  const text = value.replace(/\s/g, '');
  return text.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(text);
}

/** `$VAR` names a variable; `$…:$…` is a composed plain text. */
function reportPlain(doc: DocScalar, place: Place, { messages, options }: Validation): void {
  const text = scalarText(doc);
  if (!options.alert || (text.startsWith('$') && !text.includes(':$'))) return;
  messages.add(place, { level: 'alert', code: 'secure', args: { type: 'str' } });
  if (place.names[0] === 'vault')
    messages.add(place, { level: 'error', code: 'secure', args: { message: vaultToken } });
}

const vaultToken = 'The token value must be put under "secure" section';
