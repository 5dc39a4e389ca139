/** Permissions: what is misspelt there would be refused later, or shown to nobody. */
import { EVENT_NAMES } from '../../contracts/events.js';
import { HOOK_KINDS } from '../../contracts/hooks.js';
import { RUNTIME_KINDS, SECRET_KINDS } from '../../contracts/permissions.js';
import type { AnyDefinition } from '../unit.js';
import { isObject, oneOf, shown, type Finding } from './fault.js';

const HOOKS = Object.keys(HOOK_KINDS);
const SECRETS = Object.keys(SECRET_KINDS);
const RUNTIME = Object.keys(RUNTIME_KINDS);
const MEMBERS = ['hooks', 'secrets', 'events', 'hosts', 'routes', 'files', 'runtime'];
const ROUTE = /^(?:(?:GET|POST|PUT|PATCH|DELETE|HEAD) )?\/\S*$/;
const HOST = /^(?:\*|(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[?[0-9a-f:.]+\]?)$/i;

export function permissionFindings({ permissions }: AnyDefinition): readonly Finding[] {
  if (permissions === undefined) return [];
  const at = 'permissions';
  if (!isObject(permissions)) return [{ at, what: `is ${shown(permissions)}.`, wayOut: FORM }];
  const members: Readonly<Record<string, unknown>> = permissions;
  const { hooks, secrets, events, hosts, routes, files, runtime } = members;
  return [
    ...Object.keys(permissions).flatMap((name) => oneOf(`${at}, a member of it,`, name, MEMBERS)),
    ...each(`${at}.hooks`, hooks, (place, one) => oneOf(place, one, HOOKS)),
    ...(secrets === true
      ? []
      : each(`${at}.secrets`, secrets, (place, one) => oneOf(place, one, SECRETS))),
    ...each(`${at}.events`, events, (place, one) => oneOf(place, one, EVENT_NAMES)),
    ...each(`${at}.hosts`, hosts, hostFindings),
    ...each(`${at}.runtime`, runtime, (place, one) => oneOf(place, one, RUNTIME)),
    ...each(`${at}.routes`, routes, (place, one) =>
      typeof one === 'string' && ROUTE.test(one)
        ? []
        : [{ at: place, what: `is ${shown(one)}, no address.`, wayOut: ADDRESS }],
    ),
    ...each(`${at}.files`, files, fileFindings),
  ];
}
const ADDRESS = "Write 'GET /notes/:id', '/notes' for any method, or '/notes/*' for all below.";

function fileFindings(at: string, one: unknown): readonly Finding[] {
  const text = isObject(one) ? one['setting'] : one;
  if (typeof text === 'string' && text.trim() !== '') return [];
  const wayOut = "An absolute path, { setting: 'dir' } for a key of its configuration, or words.";
  return [{ at, what: `is ${shown(one)}, no text.`, wayOut }];
}
const FORM = "Write { hooks: ['job.payload'], secrets: ['env'], hosts: ['api.example.org'] }.";

function each(
  at: string,
  list: unknown,
  look: (place: string, one: unknown) => readonly Finding[],
): readonly Finding[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) return [{ at, what: `is ${shown(list)}, no list.`, wayOut: FORM }];
  return (list as unknown[]).flatMap((one, index) => look(`${at}[${index}]`, one));
}

function hostFindings(at: string, one: unknown): readonly Finding[] {
  const setting = isObject(one) ? (one['setting'] ?? one['kind']) : undefined;
  if (typeof setting === 'string' && setting !== '') return [];
  if (typeof one === 'string' && HOST.test(one)) return [];
  const wayOut =
    "A name alone: 'api.example.org', '*.example.org', '*', { setting: 'server' } for a key of its configuration, or { kind: 'gitea' } for code hosts of the server.";
  return [{ at, what: `is ${shown(one)}, no host.`, wayOut }];
}
