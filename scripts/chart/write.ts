/** What is derived from the chart's values: its schema, and the table of its README. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { table } from '../lib/table.js';
import { chartValues } from './values.js';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly type?: string;
}

export function valuesSchema(): string {
  const { $schema: _, ...schema } = z.toJSONSchema(chartValues, { target: 'draft-7', io: 'input' });
  return JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...schema });
}

/** Roles take the keys of `defaults`, and are told in one row. */
const isRole = (schema: Schema): boolean =>
  schema.properties?.['replicas'] !== undefined && schema.properties['pools'] === undefined;

function rowsOf(schema: Schema, defaults: unknown, path: readonly string[]): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, below]) => {
    const at = [...path, key];
    const value = (defaults as Record<string, unknown> | undefined)?.[key];
    const opens = below.properties !== undefined && !(isRole(below) && key !== 'defaults');
    if (opens) return rowsOf(below, value, at);
    if (/of the older chart/i.test(below.description ?? '')) return [];
    const shown = value === undefined ? '' : `\`${JSON.stringify(value)}\``;
    return [[`\`${at.join('.')}\``, shown, below.description ?? '']];
  });
}

const BEGIN = '<!-- values: written by `npm run generate` -->';
const END = '<!-- end of values -->';

/** The README with its table made anew. */
export function chartReadme(folder: string): string {
  const readme = readFileSync(`${folder}/README.md`, 'utf8');
  const defaults: unknown = parse(readFileSync(`${folder}/values.yaml`, 'utf8'));
  const schema = z.toJSONSchema(chartValues, { io: 'input' }) as Schema;
  const rows = rowsOf(schema, defaults, []);
  const [before = ''] = readme.split(BEGIN);
  const [, after = ''] = readme.split(END);
  return `${before}${BEGIN}\n\n${table(['value', 'default', 'meaning'], rows)}\n\n${END}${after}`;
}
