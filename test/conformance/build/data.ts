/** The recorded compilations, which lie outside the tree: read where they are, never copied here. */
import type { JobPayload } from '@turnpike/sdk';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordedFolder } from '../../support/recorded.js';

const folder = join(recordedFolder, 'build');

export const available = existsSync(join(folder, 'cases.jsonl'));

export interface Command {
  readonly stage: string;
  readonly kind: string;
  readonly cmd: string;
  readonly fold?: readonly string[];
  readonly echo?: unknown;
  readonly [flag: string]: unknown;
}

export interface Case {
  readonly id: string;
  readonly group: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly payload: JobPayload;
  readonly cache_slug?: string;
  readonly stages?: readonly (readonly [string, string])[];
  readonly error?: { readonly kind: 'config_error' | 'crash' | 'defect' };
}

export interface Executed {
  readonly id: string;
  readonly payload: JobPayload;
  readonly files: readonly string[];
  readonly tool_versions: Readonly<Record<string, string>>;
  readonly fail_on?: string;
  readonly fail_code?: number;
  readonly stages: readonly string[];
  readonly echoed: readonly string[];
  readonly calls: readonly string[];
  readonly folds: readonly string[];
  readonly results: readonly (readonly [string, number])[];
  readonly exit_code: number;
  readonly unordered?: boolean;
}

export interface Observed {
  readonly id: string;
  readonly payload: JobPayload;
  readonly exit_code: number;
  readonly log_tail: string;
}

/** None where the cases are absent: the body of a group is run although its tests are skipped. */
export function lines<T>(name: string): T[] {
  if (!available && !process.env['CI']) return [];
  const text = readFileSync(join(folder, name), 'utf8').trim();
  return text.split('\n').map((line) => JSON.parse(line) as T);
}

/** The stored stages by reference. */
export function blobs(): ReadonlyMap<string, { readonly commands: readonly Command[] }> {
  const all = lines<{ ref: string; commands: Command[] }>('blobs.jsonl');
  return new Map(all.map((blob) => [blob.ref, blob]));
}

/** What the recordings were made with. */
export const settings = {
  now: '2024-03-01T12:00:00Z',
  network: false,
  installation_token: 'installation-token',
  apt_safelist: ['curl', 'git', 'cmake', 'jq'],
  apt_sources: { deadsnakes: { sourceline: 'ppa:fkrull/deadsnakes' } },
  sauce_connect_version: '4.5.4',
} as const;
