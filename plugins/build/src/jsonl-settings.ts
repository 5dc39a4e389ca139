import type { CompileEnv } from '@turnpike/sdk';
import { echoText, isHash, list, text, type Hash } from '@turnpike/sdk/shell';
import { ConfigProblem } from './config-problem.js';

type AptSources = NonNullable<CompileEnv['aptSources']>;

function wrong(key: string, shape: string): ConfigProblem {
  return new ConfigProblem(`The setting \\"${key}\\" should be ${shape}.`);
}

function optionalText(settings: Hash, key: string): string | undefined {
  const value = settings[key];
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'object') throw wrong(key, 'a text');
  return String(value);
}

function readNow(settings: Hash): string {
  const now = optionalText(settings, 'now');
  if (now === undefined) return new Date().toISOString();
  if (Number.isNaN(Date.parse(now))) throw wrong('now', 'a time such as 2024-03-01T12:00:00Z');
  return now;
}

function readAptSources(value: unknown): AptSources {
  if (value === null || value === undefined) return {};
  if (!isHash(value)) throw wrong('apt_sources', 'a hash of sources by alias');
  const entries = Object.entries(value).map(([alias, source]) => {
    if (!isHash(source) || typeof source['sourceline'] !== 'string')
      throw wrong(
        'apt_sources',
        `a hash of sources by alias; ${echoText(alias)} has no sourceline`,
      );
    const key = source['key_url'];
    return [
      alias,
      { sourceline: source['sourceline'], ...(key ? { key_url: text(key) } : {}) },
    ] as const;
  });
  return Object.fromEntries(entries);
}

/**
 * The settings of a line of `turnpike compile --jsonl`; unknown ones are ignored, and so
 * is `network`, for a compilation fetches nothing. Throws {@link ConfigProblem}.
 */
export function readSettings(value: unknown): CompileEnv {
  const settings = value ?? {};
  if (!isHash(settings)) throw new ConfigProblem('\\"settings\\" should be a hash (dictionary).');
  return {
    now: readNow(settings),
    appHost: optionalText(settings, 'app_host') ?? '',
    installationToken: optionalText(settings, 'installation_token'),
    aptSafelist: list(settings['apt_safelist']).map(text),
    aptSources: readAptSources(settings['apt_sources']),
    sauceConnectVersion: optionalText(settings, 'sauce_connect_version'),
  };
}
