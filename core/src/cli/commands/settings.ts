import type { Command } from 'commander';
import { InputError } from '../../contracts/errors.js';
import { settingForm, type SettingForm } from '../../contracts/setting-form.js';
import type { WireSetting, WireSettings } from '../../contracts/wire.js';
import { apiFor, type ApiClient } from '../api-client.js';
import { answer, headed } from '../output.js';
import { withServer, type ServerFlags } from '../options.js';
import { repoRef } from '../resource-refs.js';
import type { Session } from '../run-cli.js';

export function register(program: Command, session: Session): void {
  const settings = program
    .command('settings')
    .summary('list and change settings of a repository or an owner, plugins’ own among them');
  ofEither(settings.command('list <repo>'))
    .description('Lists the settings of a repository; . is this folder’s.')
    .action((repo: string, flags: Flags) => list(repo, flags, session));
  ofEither(settings.command('get <repo> <name>'))
    .description('Prints a setting, and what it does.')
    .action((repo: string, name: string, flags: Flags) => get(repo, name, flags, session));
  ofEither(settings.command('set <repo> <name> [values...]'))
    .description(
      'Changes a setting: true or false, a number, a text, or the entries of a list. null is the server’s default.',
    )
    .action((repo: string, name: string, values: readonly string[], flags: Flags) =>
      set(repo, name, values, flags, session),
    );
}

interface Flags extends ServerFlags {
  readonly owner?: boolean;
  readonly host?: string;
}

const ofEither = (command: Command): Command =>
  withServer(command)
    .option('--owner', 'of an owner by its login, not of a repository')
    .option('--host <id>', 'the code host, where several have an owner of this name');

interface Settings {
  list(): Promise<WireSettings>;
  get(name: string): Promise<WireSetting>;
  set(name: string, value: WireSetting['value']): Promise<WireSetting>;
}

async function settingsOf(named: string, flags: Flags, io: Session['io']): Promise<Settings> {
  const api = await apiFor(flags, io);
  if (flags.owner) return ofOwner(api, named, flags.host);
  const repo = await repoRef(api, io, named);
  return {
    list: () => api.call('settings', { params: { repo } }),
    get: (name) => api.call('setting', { params: { repo, name } }),
    set: (name, value) => api.call('setSetting', { params: { repo, name }, body: { value } }),
  };
}

function ofOwner(api: ApiClient, login: string, host: string | undefined): Settings {
  const query = host === undefined ? {} : { host };
  return {
    list: () => api.call('ownerSettings', { params: { login }, query }),
    get: (name) => api.call('ownerSetting', { params: { login, name }, query }),
    set: (name, value) =>
      api.call('setOwnerSetting', { params: { login, name }, query, body: { value } }),
  };
}

async function list(repo: string, flags: Flags, { io }: Session): Promise<void> {
  const { settings } = await (await settingsOf(repo, flags, io)).list();
  answer(io, flags, settings, () =>
    headed(
      ['NAME', 'VALUE', 'WHAT IT DOES'],
      settings.map((one) => [one.name, shown(one.value), one.declared?.description ?? '']),
    ),
  );
}

async function get(repo: string, name: string, flags: Flags, { io }: Session): Promise<void> {
  const setting = await (await settingsOf(repo, flags, io)).get(name);
  answer(io, flags, setting, () => lines(setting));
}

async function set(
  repo: string,
  name: string,
  values: readonly string[],
  flags: Flags,
  { io }: Session,
): Promise<void> {
  const settings = await settingsOf(repo, flags, io);
  const value = valueOf(await settings.get(name), values);
  const setting = await settings.set(name, value);
  answer(io, flags, setting, () => `${name} is ${shown(setting.value)}.`);
}

function lines({ name, value, declared }: WireSetting): string {
  const head = `${name}  ${shown(value)}`;
  if (!declared) return head;
  const { plugin, description, default: usual } = declared;
  return [head, description, `Of the plugin ${plugin}. Default: ${shown(usual)}`].join('\n');
}

const shown = (value: WireSetting['value']): string =>
  typeof value === 'string' && value !== '' ? value : JSON.stringify(value);

/** What people type, as the setting has it. Throws InputError where there are too few or too many words. */
function valueOf({ name, declared }: WireSetting, given: readonly string[]): WireSetting['value'] {
  const form = declared ? settingForm(declared.schema) : undefined;
  if (form?.kind === 'list' || form?.kind === 'choices') return listOf(form, given);
  const [text, ...more] = given;
  if (text !== undefined && more.length === 0) return scalarOf(form, text);
  throw new InputError('TURNPIKE_INPUT_INVALID', `${name} takes one value.`, {
    wayOut: 'Quote it where it has blanks.',
  });
}

function listOf({ nullable }: SettingForm, given: readonly string[]): readonly string[] | null {
  return nullable && given.length === 1 && given[0] === 'null' ? null : given;
}

/** A text of a plugin's stays one, even if it reads `5`; all else is JSON, and what is none goes as it is. */
function scalarOf(form: SettingForm | undefined, text: string): WireSetting['value'] {
  const isText = form?.kind === 'text' || form?.kind === 'choice';
  if (isText) return form.nullable && text === 'null' ? null : text;
  if (text === 'null' || text === 'true' || text === 'false')
    return JSON.parse(text) as boolean | null;
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
