/** `TURNPIKE_HTTP_PORT` → `http.port`. */
import { castText } from './cast-text.js';
import { childKeys, childSchema, type KeySchema } from './json-schema.js';
import { assignedLayer, type Layer } from './layer.js';

const PREFIX = 'TURNPIKE_';
/** Read elsewhere; no keys of the configuration. */
const RESERVED = new Set([
  'ENV',
  'CONFIG_DIR',
  'CONFIG',
  'ROLE',
  'URL',
  'TOKEN',
  'PASSWORD',
  'DEBUG',
]);

export type Environment = Readonly<Record<string, string | undefined>>;
export interface EnvironmentLayer {
  readonly layer: Layer;
  /** Variables with the prefix that name no key: reported, never refused (jobs may carry some). */
  readonly unknown: readonly string[];
}

/** `bodyLimitBytes` → `BODY_LIMIT_BYTES`, `login-local` → `LOGIN_LOCAL`. */
export function variableName(path: readonly string[]): string {
  return PREFIX + path.map(upperSnake).join('_');
}

function upperSnake(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
}

export function environmentLayer(environment: Environment, schema: KeySchema): EnvironmentLayer {
  const unknown: string[] = [];
  const assignments = Object.entries(environment).flatMap(([name, text]) => {
    if (!name.startsWith(PREFIX) || text === undefined) return [];
    const rest = name.slice(PREFIX.length);
    if (RESERVED.has(rest)) return [];
    const found = findKey(schema, rest);
    if (!found) {
      unknown.push(name);
      return [];
    }
    const origin = { layer: 'environment', source: name } as const;
    return [{ path: found.path, value: castText(text, found.schema), origin }];
  });
  return { layer: assignedLayer(assignments), unknown };
}

interface FoundKey {
  readonly path: readonly string[];
  readonly schema: KeySchema;
}

/** Keys may hold the separator themselves, so every split is tried; the first that names a key wins. */
function findKey(schema: KeySchema, rest: string): FoundKey | undefined {
  for (const key of childKeys(schema).names) {
    const start = upperSnake(key);
    const below = childSchema(schema, key) ?? {};
    if (rest === start) return { path: [key], schema: below };
    if (!rest.startsWith(`${start}_`)) continue;
    const found = findKey(below, rest.slice(start.length + 1));
    if (found) return { path: [key, ...found.path], schema: found.schema };
  }
  return undefined;
}
