import type { JsonObject, JsonValue } from '../domain.js';

/** One value that tells a job from its siblings. @stable */
export interface JobValue {
  /** Name of the axis. */
  readonly key: string;
  /** Its value, for people. */
  readonly text: string;
}

const NOT_SHOWN = new Set([
  'name',
  'stage',
  'env',
  'script',
  'install',
  'before_install',
  'before_script',
  'after_script',
  'after_success',
  'after_failure',
  'before_deploy',
  'deploy',
  'after_deploy',
  'before_cache',
  'cache',
  'addons',
  'services',
  'notifications',
  'git',
  'branches',
  'if',
  'allow_failure',
  'group',
  'sudo',
  'workspaces',
  'artifacts',
]);

const simple = (value: JsonValue | undefined): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

function envTexts(value: JsonValue | undefined): string[] {
  if (simple(value)) return [String(value)];
  if (Array.isArray(value)) return value.flatMap(envTexts);
  if (!value || typeof value !== 'object') return [];
  const entries = Object.entries(value as JsonObject);
  return entries.map(([key, text]) =>
    key === 'secure' ? '[secure]' : `${key}=${simple(text) ? text : '[secure]'}`,
  );
}

function valuesOf(config: JsonObject): Map<string, string> {
  const values = new Map<string, string>();
  for (const [key, value] of Object.entries(config))
    if (simple(value) && !NOT_SHOWN.has(key)) values.set(key, String(value));
  envTexts(config.env).forEach((text, at) => values.set(`env.${at}.${text}`, text));
  return values;
}

/** Keys whose value is not the same in all jobs; an env entry counts as its own key. */
function varying(all: readonly Map<string, string>[]): Set<string> {
  const keys = new Set(all.flatMap((values) => [...values.keys()]));
  const differs = (key: string): boolean => new Set(all.map((v) => v.get(key))).size > 1;
  return new Set([...keys].filter(differs));
}

const LANGUAGE_FIRST = ['language', 'os', 'dist', 'arch'];

function alone(values: Map<string, string>): JobValue[] {
  const language = values.get('language');
  const version = language === undefined ? undefined : values.get(language);
  const env = [...values].filter(([key]) => key.startsWith('env.')).slice(0, 4);
  return [
    ...(language === undefined
      ? []
      : [{ key: 'language', text: version ? `${language} ${version}` : language }]),
    ...env.map(([, text]) => ({ key: 'env', text })),
  ];
}

/**
 * What to show of a job beside its number: the values in which it differs from its siblings, in the order of its
 * configuration, language, system and environment last; for a job without siblings its language and environment.
 * @stable
 */
export function jobValues(config: JsonObject, siblings: readonly JsonObject[]): JobValue[] {
  const own = valuesOf(config);
  if (siblings.length < 2) return alone(own);
  const keys = varying(siblings.map(valuesOf));
  const shown = [...own].filter(([key]) => keys.has(key));
  if (shown.length === 0) return alone(own);
  const rank = (key: string): number =>
    key.startsWith('env.') ? 2 : LANGUAGE_FIRST.includes(key) ? 1 : 0;
  return shown
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([key, text]) => ({
      key: key.startsWith('env.') ? 'env' : key,
      text: key.startsWith('env.') || key === 'os' || key === 'language' ? text : `${key} ${text}`,
    }));
}
