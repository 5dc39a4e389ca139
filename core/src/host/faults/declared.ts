/** Parts of a declaration that are plain data or functions in a list: events, sweeps, migrations, tokens, commands. */
import { EVENT_NAMES } from '../../contracts/events.js';
import type { Token } from '../../contracts/tokens.js';
import type { AnyDefinition } from '../unit.js';
import { isObject, oneOf, shown, type Finding } from './fault.js';

type Part = (definition: AnyDefinition) => readonly Finding[];

const config: Part = ({ config: schema }) =>
  schema === undefined || isSchema(schema)
    ? []
    : [
        {
          at: 'config',
          what: 'is no zod schema.',
          wayOut: "Make it with z of '@turnpike/sdk': z.object({ … }).",
        },
      ];

/** Of any copy of zod: what it can do counts, not whose it is. */
export function isSchema(value: unknown): boolean {
  return isObject(value) && typeof value['safeParse'] === 'function' && isObject(value['_zod']);
}

const events: Part = ({ on = {} }) =>
  Object.entries(on).flatMap(([name, handler]) => [
    ...oneOf(`on['${name}']`, name, EVENT_NAMES),
    ...mustBeFunction(`on['${name}']`, handler),
  ]);

const sweeps: Part = ({ sweep }) => {
  const list = (Array.isArray(sweep) ? sweep : sweep === undefined ? [] : [sweep]) as unknown[];
  const found = list.flatMap((one, index) => {
    const at = Array.isArray(sweep) ? `sweep[${index}]` : 'sweep';
    if (!isObject(one)) return [{ at, what: `is ${shown(one)}, no sweep.`, wayOut: SWEEP }];
    const { everySeconds: seconds, run } = one;
    const isTime = typeof seconds === 'number' && seconds > 0 && seconds < 1e9;
    return [
      ...(isTime
        ? []
        : [
            {
              at: `${at}.everySeconds`,
              what: `is ${shown(seconds)}, no time above 0.`,
              wayOut: 'Seconds between two runs: 60 for once a minute.',
            },
          ]),
      ...mustBeFunction(`${at}.run`, run),
    ];
  });
  return [...found, ...twice('sweep', 'name', list, (one) => one['name'] ?? 'main')];
};
const SWEEP = 'A sweep is { everySeconds, run(ctx) }; several have a name each.';

const MIGRATION = /^\d{4}-[a-z0-9]+(?:-[a-z0-9]+)*$/;
const migrations: Part = ({ migrations: list = [] }) => {
  const entries: readonly unknown[] = Array.isArray(list) ? (list as unknown[]) : [list];
  const names = entries.map((one) => (isObject(one) ? one['name'] : undefined));
  const found = entries.flatMap((one, index) => {
    const at = `migrations[${index}]`;
    const name = names[index];
    return [
      ...(typeof name === 'string' && MIGRATION.test(name)
        ? []
        : [
            {
              at: `${at}.name`,
              what: `is ${shown(name)}.`,
              wayOut: 'Four digits and words: 0001-create-notes.',
            },
          ]),
      ...mustBeFunction(`${at}.up`, isObject(one) ? one['up'] : undefined),
      ...beforeItsTurn(at, names, index),
    ];
  });
  return [...found, ...twice('migrations', 'name', entries, (one) => one['name'])];
};

/** They run by name: one that is written above another would still run after it. */
function beforeItsTurn(at: string, names: readonly unknown[], index: number): readonly Finding[] {
  const [before, name] = [names[index - 1], names[index]];
  if (typeof before !== 'string' || typeof name !== 'string' || before <= name) return [];
  return [
    {
      at: `${at}.name`,
      what: `${name} runs before ${before}, which stands above it.`,
      wayOut: 'Number them in the order in which they are to run.',
    },
  ];
}

const TOKEN_KINDS = ['single', 'many', 'optional'];
const tokens: Part = ({ requires = {}, offers = [] }) => [
  ...Object.entries(requires).flatMap(([name, token]) => noToken(`requires.${name}`, token)),
  ...offers.flatMap((token, index) => noToken(`offers[${index}]`, token)),
];

export function isToken(token: unknown): token is Token {
  return isObject(token) && TOKEN_KINDS.includes(token['kind'] as string);
}

function noToken(at: string, token: unknown): readonly Finding[] {
  if (isToken(token)) return [];
  return [
    {
      at,
      what: `is ${shown(token)}, no token.`,
      wayOut: 'Take one of `tokens`, or make your own with singleToken or manyToken.',
    },
  ];
}

const commands: Part = ({ cli = [] }) => {
  const list = cli as readonly unknown[];
  return [
    ...list.flatMap((one, index) => {
      const { command, summary, run } = isObject(one) ? one : {};
      const at = `cli[${index}]`;
      return [
        ...mustBeText(`${at}.command`, command),
        ...mustBeText(`${at}.summary`, summary),
        ...mustBeFunction(`${at}.run`, run),
      ];
    }),
    ...twice('cli', 'command', list, (one) => String(one['command']).split(' ')[0]),
  ];
};

function mustBeFunction(at: string, value: unknown): readonly Finding[] {
  if (typeof value === 'function') return [];
  return [{ at, what: `is ${shown(value)}, no function.`, wayOut: 'Write a function.' }];
}

function mustBeText(at: string, value: unknown): readonly Finding[] {
  if (typeof value === 'string' && value.trim() !== '') return [];
  return [{ at, what: `is ${shown(value)}, no text.`, wayOut: 'Write what people are to read.' }];
}

function twice(
  at: string,
  member: string,
  list: readonly unknown[],
  keyOf: (one: Readonly<Record<string, unknown>>) => unknown,
): readonly Finding[] {
  const keys = list.map((one) => (isObject(one) ? keyOf(one) : undefined));
  return keys.flatMap((key, index) =>
    key === undefined || keys.indexOf(key) === index
      ? []
      : [
          {
            at: `${at}[${index}].${member}`,
            what: `is ${shown(key)}, as that of ${at}[${keys.indexOf(key)}].`,
            wayOut: `Give each a ${member} of its own.`,
          },
        ],
  );
}

export const declaredParts: readonly Part[] = [
  config,
  events,
  sweeps,
  migrations,
  tokens,
  commands,
];
