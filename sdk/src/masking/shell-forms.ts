/** How shells print a value so that it could be read again: `set -x`, `declare -p`, `printf %q`, `${x@Q}`. */

/** What bash's `%q` puts a backslash before; `~` and `#` only where they would mean something. */
const QUOTED = /[\s'"\\|&;()<>!{}*[\]?^$`]|^[#~]|(?<=[=:])~/gu;

/** Only those that differ from the text itself. */
export function shellForms(text: string): readonly string[] {
  const forms = [
    text.replaceAll("'", String.raw`'\''`),
    text.replaceAll("'", `'"'"'`),
    text.replace(/[\\"$`]/gu, '\\$&'),
    text.replace(/[\\"$`!]/gu, '\\$&'),
    text.replace(/[^A-Za-z0-9_\-.,:+/@\n]/gu, '\\$&'),
    text.replace(QUOTED, '\\$&'),
    text.replace(QUOTED, '\\$&').replaceAll(',', '\\,'),
    ansiC(text, false),
    ansiC(text, true),
    // Not of a shell, but of what is called from one.
    JSON.stringify(text).slice(1, -1),
  ];
  return [...new Set(forms)].filter((form) => form !== text);
}

const named: Readonly<Record<string, string>> = {
  '\x07': 'a',
  '\b': 'b',
  '\x1b': 'E',
  '\f': 'f',
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  '\v': 'v',
  '\\': '\\',
  "'": "'",
};

/** The inside of `$'…'`; in the locale C bytes beyond ASCII are numbers. */
function ansiC(text: string, isAscii: boolean): string {
  const signs = isAscii ? [...Buffer.from(text).toString('latin1')] : [...text];
  return signs.map((sign) => ansiSign(sign, isAscii)).join('');
}

function ansiSign(sign: string, isAscii: boolean): string {
  if (Object.hasOwn(named, sign)) return `\\${named[sign]}`;
  const code = sign.codePointAt(0) ?? 0;
  const printable = code >= 0x20 && code !== 0x7f && (code < 0x80 || !isAscii);
  return printable ? sign : `\\${code.toString(8).padStart(3, '0')}`;
}
