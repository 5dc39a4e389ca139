/** What a plugin says of its routes. */
import { RIGHT_NAMES } from '../../contracts/operation.js';
import type { AnyDefinition } from '../unit.js';
import { isObject, oneOf, shown, type Finding } from './fault.js';

const ADDRESS = /^(GET|POST|PUT|PATCH|DELETE|HEAD) \/\S*$/;

export function operationFindings({ operations = {} }: AnyDefinition): readonly Finding[] {
  const seen = new Map<string, string>();
  return Object.entries(operations as Readonly<Record<string, unknown>>).flatMap(([id, one]) => {
    const at = `operations.${id}`;
    if (!isObject(one)) return [{ at, what: `is ${shown(one)}, no operation.`, wayOut: FORM }];
    const address = String(one['address']);
    const other = seen.get(address);
    seen.set(address, id);
    return [...addressFindings(at, one['address'], other), ...partFindings(at, one)];
  });
}
const FORM =
  "An operation is { address: 'GET /notes', summary, rights, answers: { 200: { schema } } }.";

function addressFindings(at: string, address: unknown, other: string | undefined): Finding[] {
  if (typeof address !== 'string' || !ADDRESS.test(address))
    return [
      {
        at: `${at}.address`,
        what: `is ${shown(address)}, no method and path.`,
        wayOut: 'As the route has them: GET /notes/:id.',
      },
    ];
  if (other === undefined) return [];
  return [
    {
      at: `${at}.address`,
      what: `is that of operations.${other}.`,
      wayOut: 'One operation describes one route.',
    },
  ];
}

function partFindings(at: string, one: Readonly<Record<string, unknown>>): readonly Finding[] {
  const { summary, rights, answers, params } = one;
  const list: readonly unknown[] = Array.isArray(rights) ? rights : [rights];
  return [
    ...(typeof summary === 'string' && summary !== ''
      ? []
      : [{ at: `${at}.summary`, what: `is ${shown(summary)}.`, wayOut: 'One sentence.' }]),
    ...list.flatMap((right) => oneOf(`${at}.rights`, right, RIGHT_NAMES)),
    ...answerFindings(`${at}.answers`, answers),
    ...unknownParams(`${at}.params`, String(one['address']), params),
  ];
}

function answerFindings(at: string, answers: unknown): readonly Finding[] {
  const statuses = isObject(answers) ? Object.keys(answers) : [];
  if (statuses.length > 0 && statuses.every((status) => /^[1-5]\d\d$/.test(status))) return [];
  return [
    {
      at,
      what: `is ${shown(answers)}, no answers by status.`,
      wayOut: '{ 200: { schema } }. Errors of the usual form need no words.',
    },
  ];
}

function unknownParams(at: string, address: string, params: unknown): readonly Finding[] {
  const names = [...address.matchAll(/:(\w+)/g)].map(([, name]) => name);
  const said = isObject(params) ? Object.keys(params) : [];
  return said
    .filter((name) => !names.includes(name))
    .map((name) => ({
      at: `${at}.${name}`,
      what: 'is no part of the path.',
      wayOut: `The path has ${names.join(', ') || 'no parameters'}.`,
    }));
}
