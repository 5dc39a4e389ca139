import { withoutSequences } from './plain-view.js';
import { shellForms } from './shell-forms.js';
import { isWeighty, weightyLines } from './weight.js';

/** The forms in which a value may turn up in a log. All of them are ASCII unless the value is not. */

/**
 * As written, line by line (a terminal changes line ends), as a shell splits or quotes it, URL-encoded, and in
 * base64. Nothing of a value that says nothing, and no line of it that says nothing (see `weight.ts`).
 */
export function formsOf(value: string): readonly Buffer[] {
  const texts = new Set([value, withoutSequences(value)].flatMap(textsOf));
  const forms = [...texts].flatMap((text) => [
    text,
    ...shellForms(text),
    ...urlForms(text),
    ...base64Forms(Buffer.from(text)),
  ]);
  return [...new Set([...forms, ...wrappedBase64(value)])].map((form) => Buffer.from(form));
}

function textsOf(value: string): readonly string[] {
  // What `echo $VALUE` prints, and what `$(…)` makes of a value with line ends at its end.
  const words = value.trim().replace(/\s+/gu, ' ');
  return [...[value, value.trim(), words].filter(isWeighty), ...weightyLines(value)];
}

/** The lines in which `base64` and `openssl` break a long value. */
function wrappedBase64(value: string): readonly string[] {
  const whole = Buffer.from(value).toString('base64');
  if (!isWeighty(value) || whole.length <= 64) return [];
  return [64, 76].flatMap((width) =>
    (whole.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []).filter((line) => line.length >= 16),
  );
}

function urlForms(text: string): readonly string[] {
  // Lone surrogates cannot be encoded, by anyone.
  if (Buffer.from(text).toString() !== text) return [];
  const strict = encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const forms = [strict, encodeURIComponent(text), encodeURI(text), strict.replaceAll('%20', '+')];
  return [...forms, ...forms.map(lowerHex)];
}

function lowerHex(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase());
}

/**
 * The characters of a base64 text that depend on the value alone, for each of the three places where it may
 * begin within a group, and the whole text of the value by itself; both alphabets.
 */
function base64Forms(bytes: Buffer): readonly string[] {
  const inner = [0, 1, 2].map((skipped) => {
    const text = Buffer.concat([Buffer.alloc(skipped), bytes]).toString('base64');
    const first = Math.ceil((skipped * 8) / 6);
    return text.slice(first, Math.floor(((skipped + bytes.byteLength) * 8) / 6));
  });
  const whole = bytes.toString('base64');
  const plain = [...inner, whole, whole.replace(/=+$/, '')];
  return [...plain, ...plain.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))];
}
