import { cutText, type ConfigMap, type Message } from '@turnpike/sdk';

/** A finding as a sentence. */
export function describeMessage({ code, args = {} }: Pick<Message, 'code' | 'args'>): string {
  const write = isKnownCode(code) ? sentences[code] : undefined;
  const text = write ? write(worded(args)) : `${code}: ${JSON.stringify(args)}`;
  const { provider } = args;
  return provider === undefined ? text : `${text} (provider ${shown(provider)})`;
}

export const isKnownCode = (code: string): boolean => Object.hasOwn(sentences, code);

type Named = Readonly<Record<string, string>>;

function worded(args: ConfigMap): Named {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      own.has(name) ? String(value) : shown(value),
    ]),
  );
}

/** Arguments that are words of ours, not of the file. */
const own: ReadonlySet<string> = new Set(['why', 'instead', 'more']);

/** At most so many characters of a value are shown. */
const maxShown = 120;

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value, bigintText);
  const short = cutText(text, maxShown + 1, '…');
  return typeof value === 'string' ? `"${short}"` : short;
}

const bigintText = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? String(value) : value;

const furtherLines = (count: string | undefined): string =>
  count === undefined ? '' : ` So it is in ${count} lines more.`;

const sentences: Readonly<Record<string, (args: Named) => string>> = {
  alias_key: ({ alias, key }) => `${alias} is read as the key ${key}.`,
  alias_value: ({ alias, value }) => `${alias} is read as ${value}.`,
  clean_key: ({ original, key }) => `The key ${original} is read as ${key}.`,
  clean_value: ({ original, value }) => `${original} is read as ${value}.`,
  default: ({ key, default: value }) => `${key} is not given; ${value} is taken.`,
  deprecated_key: ({ key, info }) =>
    wayOut[info ?? '']?.(key ?? '') ?? `The key ${key} should not be used any more: ${info}.`,
  deprecated_value: ({ value, info }) => `${value} should not be used any more: ${info}.`,
  downcase: ({ value }) => `${value} is read in lower case.`,
  duplicate: ({ values }) => `This occurs more than once: ${values}.`,
  duplicate_key: ({ key }) => `The key ${key} is given twice; the last one counts.`,
  unknown_alias: ({ alias }) =>
    `Nothing above carries the anchor that ${alias} names, so it stands for nothing. Quote it if it is a text or a pattern.`,
  dropped_nul: ({ more }) =>
    `There is a NUL character in this line, which no text can hold: it is left out.${furtherLines(more)} Is the file in UTF-16, or no text? Save it as UTF-8.`,
  broken_bytes: ({ more }) =>
    `There are bytes in this line that are no UTF-8: each is read as the character U+FFFD.${furtherLines(more)} Save the file as UTF-8.`,
  ignored_text: () =>
    'From here on nothing is read: a second document begins, or the text stands left of the first key.',
  ignored_merge: () => '<< takes a map or a list of maps; this is none, so nothing is merged.',
  ignored_tag: ({ tag }) => `The tag ${tag} is not known and has no effect.`,
  edge: () => 'This is experimental.',
  empty: ({ key }) => `${key} is empty.`,
  find_key: ({ original, key }) => `The key ${original} is not known; it is read as ${key}.`,
  find_value: ({ original, value }) => `${original} is not known; it is read as ${value}.`,
  import_not_allowed: ({ repo }) => `${repo} does not let other repositories import its files.`,
  invalid_condition: ({ condition, message }) =>
    `The condition ${condition} cannot be parsed, so it is never met${message === 'null' ? '' : `: ${message}`}.`,
  invalid_env_var: ({ var: text }) =>
    `${text} is no list of variables: a quote is not closed, or a name is missing.`,
  invalid_format: ({ value, format }) => `${value} does not have the form ${format}.`,
  invalid_ownership: ({ owner }) =>
    `Private files of ${owner} cannot be imported by another owner.`,
  invalid_ref: ({ ref }) => `${ref} names no file. Write owner/repo:path.yml@ref, or path.yml.`,
  invalid_secure: () =>
    'The encrypted value is no base64. Encrypt it anew with "turnpike encrypt".',
  invalid_type: ({ expected, actual, value }) =>
    `${kinds[expected ?? ''] ?? expected} is expected, but this is ${kinds[actual ?? ''] ?? actual}: ${value}.`,
  invalid_visibility: ({ repo }) => `A public repository cannot import from the private ${repo}.`,
  overwrite: ({ key, other }) => `Both ${key} and ${other} are given; ${key} counts.`,
  required: ({ key }) => `The key ${key} is missing.`,
  secure: () => 'A secret stands here in plain text. Encrypt it with "turnpike encrypt".',
  skip_allow_failure: ({ condition }) => `Not met, so the rule does not count: ${condition}.`,
  skip_exclude: ({ condition }) => `Not met, so the rule does not count: ${condition}.`,
  skip_import: ({ source, condition }) => `${source} is not imported: ${condition} is not met.`,
  skip_job: ({ condition }) => `A job is left out: ${condition} is not met.`,
  skip_notification: ({ type, condition }) => `${type} is not sent: ${condition} is not met.`,
  skip_stage: ({ condition }) => `The stage is left out: ${condition} is not met.`,
  strip_key: ({ original, key }) => `White space around ${original} is ignored: ${key}.`,
  too_many_imports: ({ max }) =>
    `At most ${max} files make a configuration; further ones are left out.`,
  underscore_key: ({ original, key }) => `The key ${original} is read as ${key}.`,
  split_env_var: ({ var: name, value }) =>
    `The value of ${name} is shell source, and the shell does not read ${value} as one word: it arrives cut or not at all. Quotes inside the value keep it whole, as in A: '"a b & c"'.`,
  unexpected_seq: ({ value }) =>
    `One value is expected; of this list only the first counts: ${value}.`,
  unknown_key: ({ key }) => `The key ${key} is not known here. It is kept, without effect.`,
  unknown_value: ({ value }) => `${value} is not one of the allowed values.`,
  unknown_var: ({ var: name }) => `There is no variable ${name} for templates.`,
  unopened_secure: () =>
    'This encrypted value cannot be opened with this repository\'s key, so jobs go on without it. Encrypt it anew with "turnpike encrypt".',
  unsupported: ({ key, on_key, on_value }) => `${key} has no effect with ${on_key} ${on_value}.`,
  not_carried_out: ({ key }) =>
    `${key} is not carried out by this server yet; such a build is refused.`,
  inert_key: ({ key, value, why, instead }) =>
    `${named(key, value)} is kept for compatibility and does nothing here: ${why}.${insteadOf(instead)}`,
  limited_key: ({ key, value, why, instead }) =>
    `${named(key, value)} does not do here all that it says: ${why}.${insteadOf(instead)}`,
  refused_key: ({ key, value, why, instead }) =>
    `${named(key, value)} is not carried out here, and such a build is refused: ${why}.${insteadOf(instead)}`,
  unknown_provider: ({ value }) =>
    `No plugin deploys with the provider ${value} here, so the deployment would fail. Instead: the provider script with the command line tool, or a plugin that provides it.`,
  unmatched_exclude: ({ rule }) => `This exclude entry matches no job: ${rule}.`,
  unmatched_allow_failure: ({ rule }) => `This allow_failures entry matches no job: ${rule}.`,
  idle_axis: ({ key, language }) =>
    `${key} has several values, but does not expand with language ${language}.`,
  repeated_env: ({ var: name }) => `The variable ${name} is set twice; the last value counts.`,
  empty_stage: ({ stage }) => `No job is in the stage ${stage}.`,
  never_met: ({ condition }) => `This condition can never be met: ${condition}.`,
};

const named = (key: string | undefined, value: string | undefined): string =>
  value === undefined ? `The key ${key}` : `${key}: ${value}`;

const insteadOf = (instead: string | undefined): string =>
  instead === undefined ? '' : ` Instead: ${instead}.`;
/** What to do, where Travis's own words do not say it. */
const wayOut: Readonly<Record<string, (key: string) => string>> = {
  '"anchor on a non-private key"': (key) =>
    `The key ${key} only holds an anchor: begin its name with _ or . so that it is not taken for a misspelt key.`,
  '"not supported in dpl v2, use cleanup"': (key) =>
    `The key ${key} has no effect: what the build left is always there for a deploy. Leave it out.`,
  '"The key `sudo` has no effect anymore."': (key) => `The key ${key} has no effect; leave it out.`,
};

const kinds: Readonly<Record<string, string>> = {
  '"str"': 'text',
  '"num"': 'a number',
  '"bool"': 'true or false',
  '"map"': 'a map',
  '"seq"': 'a list',
  '"secure"': 'an encrypted value',
  '"none"': 'nothing',
};
