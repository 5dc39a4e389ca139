/** Writes what is derived from contracts and registries: `npm run generate`. `npm run lint` fails when it is stale. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { z } from 'zod';
import {
  coreConfig,
  ERRORS,
  EVENT_IDS,
  HOOK_KINDS,
  HOOK_SECRETS,
  JOB_TRANSITIONS,
  SECRET_KINDS,
  tokens,
  type HookKind,
  type HookName,
  type Token,
} from '../core/src/contracts/index.js';
import { HOOK_WORDS } from '../core/src/contracts/asked-words.js';
import { chartReadme, valuesSchema } from './chart/write.js';
import { featuresPage } from './lib/features-page.js';
import { javaScriptTemplates } from './lib/javascript-templates.js';
import { languageTable } from './lib/language-table.js';
import { installedKeys } from '../sdk/src/testing/installed-keys.js';
import { apiReport } from './lib/surface/api-report.js';
import { readSurface } from './lib/surface/read-surface.js';
import { hookExamples } from './lib/surface/hook-examples.js';
import { typeReference } from './lib/surface/reference.js';
import { rightsReference } from './lib/rights-reference.js';
import { table } from './lib/table.js';
import { wireSchemas } from './lib/wire-schemas.js';
import { ymlReference } from './lib/yml-reference.js';

function hooks(): string {
  const rows = Object.entries<HookKind>(HOOK_KINDS).map(([name, kind]) => [
    `\`${name}\``,
    kind.type,
    kind.answer,
    kind.askedBy?.join(', ') ?? 'every process',
    kind.onFailure === 'refuse' ? 'counts as a refusal' : 'is logged and skipped',
    (HOOK_SECRETS[name as HookName] ?? []).map((one) => `\`${one}\``).join(' '),
    HOOK_WORDS[name as HookName],
  ]);
  const head = ['hook', 'kind', 'answer', 'asked by', 'a tap that throws', 'secrets in it'];
  return `## Hooks\n\n${table([...head, 'a plugin that taps it'], rows)}`;
}

function permissions(): string {
  const rows = Object.entries(SECRET_KINDS).map(([kind, words]) => [`\`${kind}\``, words]);
  return `## Secrets\n\nWords of \`permissions.secrets\`; \`true\` stands for all.\n\n${table(['word', 'meaning'], rows)}`;
}

function events(): string {
  const rows = Object.entries(EVENT_IDS).map(([name, id]) => [
    `\`${name}\``,
    `\`turnpike/v1/${name.split(':')[0]}/<${id}>/${name.split(':')[1]}\``,
  ]);
  return `## Events\n\n${table(['event', 'topic'], rows)}`;
}

function tokenTable(): string {
  const rows = Object.entries(tokens as Readonly<Record<string, Token>>).map(([name, token]) => {
    const remote =
      token.kind === 'single' && (token.service !== undefined || token.stream !== undefined);
    return [`\`tokens.${name}\``, token.kind === 'many' ? 'many' : 'one', remote ? 'yes' : ''];
  });
  return `## Tokens\n\n${table(['token', 'providers', 'may lie in another process'], rows)}`;
}

function states(): string {
  const rows = Object.entries(JOB_TRANSITIONS).map(([from, to]) => [from, to.join(', ')]);
  return `## Job states\n\n${table(['from', 'to'], rows)}`;
}

function errors(): string {
  const rows = Object.entries(ERRORS).map(([code, kind]) => [
    `\`${code}\``,
    kind.status,
    kind.retryable ? 'yes' : '',
    kind.message,
  ]);
  return `## Errors\n\n${table(['code', 'HTTP status', 'try again', 'meaning'], rows)}`;
}

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly description?: string;
  readonly default?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
}

function keysOf(schema: JsonSchema, prefix = ''): readonly (readonly string[])[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, value]) => {
    const key = `${prefix}${name}`;
    if (value.properties) return keysOf(value, `${key}.`);
    const type =
      value.enum?.join(', ') ??
      value.type?.toString() ??
      value.anyOf?.map((one) => one.type ?? 'text').join(' or ') ??
      '';
    return [
      [
        `\`${key}\``,
        type,
        value.default === undefined ? '' : `\`${JSON.stringify(value.default)}\``,
        value.description ?? '',
      ],
    ];
  });
}

function configuration(): string {
  const schema = z.toJSONSchema(coreConfig, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return `## Core's configuration\n\n${table(['key', 'type', 'default', 'meaning'], keysOf(schema))}`;
}

function reference(): string {
  return [
    '# Reference',
    'Written by `npm run generate` from what the types of the SDK say of themselves. [The guide](README.md) tells how it goes together; [all keys of `.travis.yml`](../plugins/travis-yml/reference.generated.md) and [all calls of the API](../plugins/api/rights.generated.md) have pages of their own.',
    hooks(),
    permissions(),
    events(),
    tokenTable(),
    states(),
    configuration(),
    errors(),
    ...typeReference(surface, hookExamples(root)),
  ].join('\n\n');
}

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const surface = readSurface(root);

const targets: readonly (readonly [file: string, write: () => string | Promise<string>])[] = [
  ...surface.entries.map(
    (entry) => [`../sdk/api/${entry.slug}.generated.txt`, () => apiReport(entry)] as const,
  ),
  ['../sdk/reference.generated.md', reference],
  ['../plugins/languages/languages.generated.md', languageTable],
  ['../core/src/cli/new-plugin/templates/javascript.generated.ts', javaScriptTemplates],
  ['../plugins/api/rights.generated.md', rightsReference],
  ['../config/guide/features.generated.md', featuresPage],
  ['../core/src/contracts/wire/schemas.generated.ts', wireSchemas],
  ['../config/helm/turnpike/values.schema.json', valuesSchema],
  ['../config/helm/turnpike/README.md', () => chartReadme(join(root, 'config/helm/turnpike'))],
  ['../plugins/travis-yml/reference.generated.md', async () => ymlReference(await installedKeys())],
];

const PARSERS: Readonly<Record<string, string>> = { '.md': 'markdown', '.json': 'json' };
/** Of what stands in documents; generated code is read by nobody. */
const CODE = { embeddedLanguageFormatting: 'off' } as const;

for (const [file, write] of targets) {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const written = await write();
  const parser = PARSERS[extname(file)] ?? 'typescript';
  const fresh = file.endsWith('.txt') ? written : await format(written, { parser, ...CODE });
  if (!process.argv.includes('--check')) writeFileSync(path, fresh);
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== fresh) {
    console.error(`${path} is stale: run npm run generate`);
    process.exitCode = 1;
  }
}
