/**
 * Which parts of a secret are worth masking by themselves. A line of a secret is one because of what it says, not
 * because it has so many bytes: brackets, `kind: Config` or the header of a key stand in any log.
 */

/** Shorter values would mask every third word; Travis draws the line at the same length. */
const LEAST_BYTES = 3;

/** Does a whole value say anything? Frames of structures do not, however they are written. */
export function isWeighty(text: string): boolean {
  return Buffer.byteLength(text.trim()) >= LEAST_BYTES && /[^\s{}[\](),:;"'`]/u.test(text);
}

/** What of the lines of a value is masked wherever it stands; nothing of a value of one line. */
export function weightyLines(value: string): readonly string[] {
  const lines = value.split(/\r\n|\n|\r/).map((line) => line.trim());
  if (lines.length < 2) return [];
  const given = lines.filter((line) => line !== '');
  const framed = given.filter((line) => isFrame(line) || fieldOf(line) !== undefined).length;
  return given.flatMap((line) => piecesOf(line, framed * 2 >= given.length));
}

/** Brackets, rules, and the first and last line of a key: the same in every file. */
function isFrame(line: string): boolean {
  if (/^-{3,}\s?(?:BEGIN|END) [\w ]+-{3,}$/.test(line) || /^\[[\w .-]+\]$/.test(line)) return true;
  // Any other signs may be a password.
  return (
    !/[\p{L}\p{N}]/u.test(line) &&
    new Set(line.replace(/[\s{}[\](),:;"'`\-=_.*#|>+~/\\]/gu, '')).size < 3
  );
}

interface Field {
  readonly name: string;
  readonly value: string;
}
const quotedField = /^(?:- )?(["'])((?:(?!\1).)*)\1\s*[:=]\s*(.*?),?$/su;
const colonField = /^(?:- )?([^\s:"'{}][^:"'{}]*):(?:\s+(.*?))?,?$/su;
const equalsField = /^(?:export\s+)?([^\s="'{}]+)\s*=\s*([^=].*?)[,;]?$/su;

/** `name: value`, `"name": value`, `name=value`. */
function fieldOf(line: string): Field | undefined {
  const [, , quotedName, quotedValue] = quotedField.exec(line) ?? [];
  if (quotedName !== undefined) return { name: quotedName, value: bare(quotedValue) };
  const [, name, value] = colonField.exec(line) ?? equalsField.exec(line) ?? [];
  return name === undefined ? undefined : { name, value: bare(value) };
}

function bare(value: string | undefined): string {
  const text = (value ?? '').replace(/[\s,]+$/u, '');
  return /^(["'])(.*)\1$/su.exec(text)?.[2] ?? text;
}

function piecesOf(line: string, isStructured: boolean): readonly string[] {
  if (isFrame(line)) return [];
  const field = fieldOf(line);
  const all = field ? piecesOfField(line, field) : piecesOfWords(line, isStructured);
  return all.filter(isWeighty);
}

const tellsSecret =
  /pass|pwd|secret|token|key|auth|cred|cert|private|data$|sig|salt|dsn|connection/iu;
const tellsKind = /(?:ur[il]|type|version|kind|name|algorithm|path|file|method|mode)s?$/iu;
const nothing = /^(?:true|false|null|none|nil|yes|no|on|off|~|-?\d{0,2})$/iu;

function piecesOfField(line: string, { name, value }: Field): readonly string[] {
  const frame = isFrame(value) || nothing.test(value);
  const isSecret = tellsSecret.test(name) && !tellsKind.test(name);
  const hides = !frame && (isSecret || !isPlain(value));
  if (hides) return Buffer.byteLength(value) >= LEAST_BYTES ? [line, value] : [line];
  return isPlain(name) ? [] : [line];
}

/** A line that is no field. In a structure it is an entry of a list: plain words are masked with their quotes only. */
function piecesOfWords(line: string, isStructured: boolean): readonly string[] {
  const entry = line.replace(/^- /u, '').replace(/,$/u, '');
  if (!isStructured) return [line];
  const word = bare(entry);
  if (!isPlain(word)) return word === entry ? [entry] : [entry, word];
  return word === entry ? [] : [entry];
}

/** Words and small numbers as anybody would write them. */
function isPlain(text: string): boolean {
  return text.split(/[\s\-_./:@,+=|]+/u).every(isPlainWord);
}

function isPlainWord(word: string): boolean {
  if (word.length > 20) return false;
  if (/^(?:\p{L}{0,4}\d{0,4})$/u.test(word)) return true;
  if (!/^\p{L}+$/u.test(word)) return false;
  // As in `apiVersion`; letters of a code change their case at random.
  const changes = word.match(/\p{Ll}\p{Lu}/gu)?.length ?? 0;
  return changes === 0 ? /^(?:\p{Lu}?\p{Ll}+|\p{Lu}+)$/u.test(word) : changes <= word.length / 5;
}
