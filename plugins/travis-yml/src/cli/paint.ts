import type { Message, MessageLevel } from '@turnpike/sdk';

const colors: Readonly<Record<MessageLevel, number>> = {
  alert: 35,
  error: 31,
  warn: 33,
  info: 36,
  hint: 32,
};

/** `name:12 [error] key: text`, lines counted from 1. */
export function messageLine(message: Message, name: string, color: boolean): string {
  const { level, key, code, line, src } = message;
  const place = line === undefined ? (src ?? name) : `${src ?? name}:${line + 1}`;
  const label = color ? `\u001b[${colors[level]}m${level}\u001b[0m` : level;
  return `${place} [${label}] ${key}: ${message.text ?? code}`;
}
