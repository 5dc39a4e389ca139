import type { ConditionData, ConfigMap, ConfigPorts, ConfigValue, Message } from '@turnpike/sdk';
import { dotted } from '../doc/place.js';
import { isBase64 } from '../doc/validate/secure.js';
import { opened, type Asked } from '../matrix/condition.js';
import { asList, asMap } from '../matrix/equal.js';

/**
 * The data with the plain texts of all encrypted variables that the port can open. They serve
 * `env()` in conditions and go nowhere else. Nothing is opened where no condition asks.
 */
export async function openSecrets(
  config: ConfigMap,
  data: ConditionData,
  ports: ConfigPorts,
): Promise<Asked> {
  if (!ports.decrypt || !asksForEnv(config)) return data;
  const plain = new Map<string, string>();
  for (const secure of new Set([...variableLists(config, data)].flatMap(securesIn))) {
    const text = await ports.decrypt(secure);
    if (text !== undefined) plain.set(secure, text);
  }
  return { ...data, [opened]: plain };
}

function asksForEnv(value: ConfigValue, key?: string): boolean {
  if (key === 'if') return typeof value === 'string' && /env/i.test(value);
  if (Array.isArray(value)) return value.some((item: ConfigValue) => asksForEnv(item));
  return Object.entries(asMap(value)).some(([name, item]) => asksForEnv(item, name));
}

function variableLists(config: ConfigMap, data: ConditionData): readonly ConfigValue[] {
  const env = asMap(config['env']);
  const jobs = asMap(config['jobs']);
  const entries = ['include', 'exclude', 'allow_failures'].flatMap((name) => asList(jobs[name]));
  const own = entries.flatMap((entry) => asList(asMap(entry)['env']));
  return [data.env, env['global'], env['jobs']].flatMap(asList).concat(own);
}

function securesIn(entry: ConfigValue): string[] {
  const { secure, ...others } = asMap(entry);
  if (typeof secure === 'string' && Object.keys(others).length === 0) return [secure];
  return Object.values(asMap(entry)).flatMap((value) => {
    const inner = asMap(value)['secure'];
    return typeof inner === 'string' ? [inner] : [];
  });
}

/** Encrypted values that are tried; more than that no file has. */
const maxTried = 50;

/**
 * Findings about encrypted values that the repository's key does not open: their jobs go on without
 * them. Nothing is said where the port may not open any. Values that are no base64 are reported
 * elsewhere.
 */
export async function unopenedSecrets(config: ConfigMap, ports: ConfigPorts): Promise<Message[]> {
  if (!ports.decrypt) return [];
  const places = new Map<string, string>();
  for (const [key, secure] of securesBelow(config)) if (isBase64(secure)) places.set(secure, key);
  const found: Message[] = [];
  for (const [secure, key] of [...places].slice(0, maxTried))
    if ((await ports.decrypt(secure)) === undefined)
      found.push({ level: 'warn', key, code: 'unopened_secure', args: {} });
  return found;
}

/** Every encrypted value with the dotted key that it stands under. */
function securesBelow(value: ConfigValue, names: readonly string[] = []): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((item: ConfigValue) => securesBelow(item, names));
  const map = asMap(value);
  const { secure } = map;
  if (typeof secure === 'string' && Object.keys(map).length === 1) return [[dotted(names), secure]];
  return Object.entries(map).flatMap(([name, item]) => securesBelow(item, [...names, name]));
}
