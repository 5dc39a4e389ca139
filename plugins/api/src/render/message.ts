/** Findings of the configuration language, each with a sentence (codes: travis-yml facts 4). */
import {
  cutText,
  type ConfigCompiler,
  type ConfigMessageRow,
  type JsonObject,
  type JsonValue,
  type Message,
} from '@turnpike/sdk';
import type { Wire } from './render.js';

/** The language's words; findings of others are shown with their arguments. */
function messageText(code: string, args: JsonObject, compiler: Words): string {
  const text = compiler?.describe({ code, args });
  if (text !== undefined) return text;
  if (code === 'unreadable') return shown(args['message']);
  return [code.replaceAll('_', ' '), listed(args)].filter(Boolean).join(': ');
}

type Words = Pick<ConfigCompiler, 'describe'> | undefined;

export function renderMessageRow(message: ConfigMessageRow, id: number, words: Words): Wire {
  return { ...body(message, message.args, words), id, src: message.src, line: message.line };
}

/** From the compiler: its lines count from zero. */
export function renderMessage(message: Message, words: Words): Wire {
  const args = (message.args ?? {}) as JsonObject;
  const line = message.line === undefined ? null : message.line + 1;
  return { ...body(message, args, words), src: message.src ?? null, line };
}

function body(
  message: Pick<Message, 'level' | 'key' | 'code'>,
  args: JsonObject,
  words: Words,
): Wire {
  const { level, key, code } = message;
  const text = messageText(code, args, words);
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
  return cutText(text, 201, '…');
}
