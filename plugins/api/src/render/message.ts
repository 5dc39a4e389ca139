/** Findings of the configuration language, each with a sentence (codes: travis-yml facts 4). */
import type { ConfigMessageRow, JsonObject, JsonValue, Message } from '@turnpike/sdk';
import type { Wire } from './render.js';

/** `{name}` stands for an argument. */
const SENTENCES: Readonly<Record<string, string>> = {
  alias_key: '{alias} is another name of {key}, which is used.',
  alias_value: '{alias} is another name of {value}, which is used.',
  overwrite: 'Both {key} and its other name {other} are given; one overwrites the other.',
  default: '{key} is missing; {default} is used.',
  deprecated_key: '{key} is deprecated: {info}.',
  deprecated_value: '{value} is deprecated: {info}.',
  downcase: '{value} is written in lower case.',
  duplicate: 'More than one has the name {values}.',
  duplicate_key: '{key} stands here more than once; the last one counts.',
  edge: 'This key is experimental.',
  required: '{key} is required.',
  secure: 'This should be encrypted, not plain text.',
  invalid_secure: 'This encrypted value is not valid base64.',
  empty: '{key} is empty.',
  find_key: '{original} is not known; {key} is used.',
  clean_key: '{original} has odd characters; {key} is used.',
  strip_key: '{original} has spaces around it; {key} is used.',
  underscore_key: '{original} is written {key}.',
  find_value: '{original} is not known; {value} is used.',
  clean_value: '{original} has odd characters; {value} is used.',
  unexpected_seq: 'One value is expected, not a list; {value} is used.',
  unknown_key: '{key} is not a known key.',
  unknown_value: '{value} is not a known value.',
  unknown_var: '{var} is not a known variable.',
  unsupported: '{key} ({value}) has no effect with {on_key} {on_value}.',
  invalid_type: '{expected} is expected here, but this is {actual}.',
  invalid_format: '{value} is not of the format {format}.',
  invalid_condition: 'The condition cannot be read: {message}.',
  invalid_env_var: 'The variable {var} cannot be read.',
  invalid_ref: '{ref} is not a valid reference to import.',
  invalid_ownership: 'Imports from {owner} are not allowed here.',
  invalid_visibility: '{repo} is private and may not be imported here.',
  import_not_allowed: '{repo} does not allow others to import its configuration.',
  too_many_imports: 'There are more than {max} imports.',
  unreadable: '{message}',
  skip_import: '{source} is not imported: {condition}.',
  skip_job: 'Job {number} is left out: {condition}.',
  skip_exclude: 'The exclusion {number} does not apply: {condition}.',
  skip_allow_failure: 'The rule {number} for allowed failures does not apply: {condition}.',
  skip_stage: 'Stage {number} is left out: {condition}.',
  skip_notification: 'The notification {type} {number} is left out: {condition}.',
};

/** A code without a sentence here (of a plugin) is shown with its arguments. */
function messageText(code: string, args: JsonObject): string {
  const sentence = SENTENCES[code];
  if (!sentence) return [code.replaceAll('_', ' '), listed(args)].filter(Boolean).join(': ');
  return sentence.replace(/\{(\w+)\}/g, (_whole, name: string) => shown(args[name]));
}

export function renderMessageRow(message: ConfigMessageRow, id: number): Wire {
  return { ...body(message, message.args), id, src: message.src, line: message.line };
}

/** From the compiler: its lines count from zero. */
export function renderMessage(message: Message): Wire {
  const args = (message.args ?? {}) as JsonObject;
  const line = message.line === undefined ? null : message.line + 1;
  return { ...body(message, args), src: message.src ?? null, line };
}

function body(message: Pick<Message, 'level' | 'key' | 'code'>, args: JsonObject): Wire {
  const { level, key, code } = message;
  const text = messageText(code, args);
  return { '@type': 'message', '@representation': 'standard', level, key, code, args, text };
}

function listed(args: JsonObject): string {
  return Object.entries(args)
    .map(([name, value]) => `${name} ${shown(value)}`)
    .join(', ');
}

function shown(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '(none)';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
