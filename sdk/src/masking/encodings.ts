/** The forms in which a value may turn up in a log. All of them are ASCII unless the value is not. */

/** As written, line by line (a terminal changes line ends), URL-encoded, and in base64. */
export function formsOf(value: string): readonly Buffer[] {
  const lines = value.split(/\r?\n|\r/);
  const texts = lines.length > 1 ? [value, ...lines] : [value];
  return texts.flatMap((text) => [
    Buffer.from(text),
    ...urlForms(text).map((form) => Buffer.from(form)),
    ...base64Forms(Buffer.from(text)).map((form) => Buffer.from(form)),
  ]);
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
