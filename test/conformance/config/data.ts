import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { recordedFolder } from '../../support/recorded.js';

const folder = pathToFileURL(`${recordedFolder}/config/`);

/** Is the data beside the project? In CI it must be. */
export const hasData = existsSync(folder);

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
// eslint-disable-next-line typescript/no-explicit-any -- cases differ by file; judges know the form
export type Case = { [key: string]: any };

export function readCases(name: string): Case[] {
  const text = readFileSync(new URL(name, folder), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Case);
}

export function readJson(name: string): Case {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Case;
}

export const realworldFiles = (): string[] =>
  readdirSync(new URL('realworld/', folder)).map((name) => `realworld/${name}`);

/** Form in which values are compared: order of keys does not count, integers are numbers. */
export function canonical(value: unknown): Json {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return (value ?? null) as Json;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, item]) => [key, canonical(item)]));
}

export const same = (left: unknown, right: unknown): boolean =>
  JSON.stringify(canonical(left)) === JSON.stringify(canonical(right));

const messageText = ({ level, key, code, args, line, src }: Case): string =>
  JSON.stringify(
    canonical({ level, key, code, line, src, ...(Object.keys(args ?? {}).length > 0 && { args }) }),
  );

/** Messages are compared as multisets. */
export function sameMessages(left: readonly Case[] = [], right: readonly Case[] = []): boolean {
  return same(left.map(messageText).toSorted(), right.map(messageText).toSorted());
}

export const lastPart = (name: string | undefined): string | undefined => name?.split('::').at(-1);
