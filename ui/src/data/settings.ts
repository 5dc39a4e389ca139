import type {
  WireCron,
  WireCrons,
  WireEnvVar,
  WireEnvVars,
  WireInputs,
  WireSetting,
  WireSettings,
  WireSshKey,
} from '@turnpike/core/contracts/wire';
import { call } from './http.js';
import { getWords } from './system.js';

export async function listSettings(repo: number, signal?: AbortSignal): Promise<WireSettings> {
  return inWords(await call('settings', { params: { repo }, ...(signal && { signal }) }));
}

/** Those of plugins in the reader's language. */
async function inWords(all: WireSettings): Promise<WireSettings> {
  return { ...all, settings: await Promise.all(all.settings.map(inOwnWords)) };
}

async function inOwnWords(setting: WireSetting): Promise<WireSetting> {
  const { declared } = setting;
  // They can be read without.
  const words = declared && (await getWords(declared.plugin).catch(() => undefined));
  if (!declared || !words?.language) return setting;
  const { text } = words;
  const { group, title, description } = declared;
  return {
    ...setting,
    declared: {
      ...declared,
      ...{ group: text(group), title: text(title), description: text(description) },
    },
  };
}

export function setSetting(
  repo: number,
  name: string,
  value: WireSetting['value'],
): Promise<WireSetting> {
  return call('setSetting', { params: { repo, name }, body: { value } });
}

export async function listOwnerSettings(
  login: string,
  signal?: AbortSignal,
): Promise<WireSettings> {
  return inWords(await call('ownerSettings', { params: { login }, ...(signal && { signal }) }));
}

export function setOwnerSetting(
  login: string,
  name: string,
  value: WireSetting['value'],
): Promise<WireSetting> {
  return call('setOwnerSetting', { params: { login, name }, body: { value } });
}

export function listEnvVars(repo: number, signal?: AbortSignal): Promise<WireEnvVars> {
  return call('envVars', { params: { repo }, ...(signal && { signal }) });
}

export function createEnvVar(repo: number, body: WireInputs['env_var']): Promise<WireEnvVar> {
  return call('createEnvVar', { params: { repo }, body });
}

export function deleteEnvVar(repo: number, id: string): Promise<void> {
  return call('deleteEnvVar', { params: { repo, id } });
}

export function listCrons(repo: number, signal?: AbortSignal): Promise<WireCrons> {
  return call('crons', { params: { repo }, ...(signal && { signal }) });
}

export function createCron(
  repo: number,
  branch: string,
  body: WireInputs['cron'],
): Promise<WireCron> {
  return call('createCron', { params: { repo, branch }, body });
}

export function deleteCron(id: number): Promise<void> {
  return call('deleteCron', { params: { id } });
}

/** Asks for its build at once; its next time stays. */
export function runCron(id: number): Promise<unknown> {
  return call('runCron', { params: { id } });
}

export interface KeyPair {
  readonly public_key: string;
  readonly fingerprint: string;
}
export function getKeyPair(repo: number, signal?: AbortSignal): Promise<KeyPair> {
  return call('keyPair', { params: { repo }, ...(signal && { signal }) });
}

/** null: none was given. */
export async function findSshKey(repo: number, signal?: AbortSignal): Promise<WireSshKey | null> {
  const { key_pairs: keys } = await call('sshKeys', { params: { repo }, ...(signal && { signal }) });
  return keys[0] ?? null;
}

/** The first one, or another. */
export function giveSshKey(
  repo: number,
  isOther: boolean,
  body: WireInputs['key_pair'],
): Promise<WireSshKey> {
  return call(isOther ? 'updateSshKey' : 'createSshKey', { params: { repo }, body });
}

export function deleteSshKey(repo: number): Promise<void> {
  return call('deleteSshKey', { params: { repo } });
}
