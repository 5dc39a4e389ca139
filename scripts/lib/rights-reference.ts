/** Every call with who may make it: `plugins/api/rights.generated.md`. */
import {
  operationsOf,
  RIGHTS,
  type Operations,
  type Right,
} from '../../core/src/contracts/index.js';
import { CORE_OPERATIONS } from '../../core/src/host/core-operations.js';
import { operations as api } from '../../plugins/api/src/operations.js';
import { operations as listener } from '../../plugins/listener/src/operations.js';
import { operations as live } from '../../plugins/live/src/operations.js';
import { operations as storage } from '../../plugins/storage/src/operations.js';
import { operations as web } from '../../plugins/web/src/operations.js';
import { logOperations } from '../../sdk/src/clients/index.js';
import { table } from './table.js';

const ALL: readonly (readonly [plugin: string, operations: Operations])[] = [
  ['api', api],
  ['login-local', operationsOf('login-local')],
  ['storage', storage],
  ['listener', listener],
  ['live', live],
  ['logs', logOperations],
  ['web', web],
  ['core', CORE_OPERATIONS],
];

export function rightsReference(): string {
  const rows = ALL.flatMap(([plugin, operations]) =>
    Object.values(operations).map((one) => ({ ...one, plugin, tag: one.tag ?? plugin })),
  );
  const tags = [...new Set(rows.map(({ tag }) => tag))];
  return [
    '# Who may call what',
    'Written by `npm run generate` from what the routes say of themselves. A running server has the same, with parameters, bodies and answers, on its page `/-/api` and as OpenAPI 3.1 at `/v3/openapi.json`; there also the routes of other plugins and the doors between processes (`/rpc/v1/…`, by the role secret).',
    table(
      ['right', 'who'],
      Object.entries(RIGHTS).map(([name, who]) => [`\`${name}\``, who]),
    ),
    ...tags.map((tag) =>
      section(
        tag,
        rows.filter((one) => one.tag === tag),
      ),
    ),
  ].join('\n\n');
}

interface Row {
  readonly address: string;
  readonly summary: string;
  readonly rights: Right | readonly Right[];
  readonly plugin: string;
}

function section(tag: string, rows: readonly Row[]): string {
  const cells = rows.map(({ address, summary, rights, plugin }) => [
    `\`${address}\``,
    summary,
    [rights].flat().join(' or '),
    plugin,
  ]);
  return `## ${tag}\n\n${table(['call', 'what it does', 'right', 'plugin'], cells)}`;
}
