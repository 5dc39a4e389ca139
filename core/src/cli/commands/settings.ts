import type { Command } from 'commander';
import { InputError } from '../../contracts/errors.js';
import { settingForm, type SettingForm } from '../../contracts/setting-form.js';
import type { WireSetting } from '../../contracts/wire.js';
import { apiFor } from '../api-client.js';
import { answer, headed } from '../output.js';
import { withServer, type ServerFlags } from '../options.js';
import { repoRef } from '../resource-refs.js';
import type { Session } from '../run-cli.js';

export function register(program: Command, session: Session): void {
  const settings = program
    .command('settings')
    .summary('list and change settings of a repository, plugins’ own among them');
  withServer(settings.command('list <repo>'))
    .description('Lists the settings of a repository; . is this folder’s.')
    .action((repo: string, flags: ServerFlags) => list(repo, flags, session));
  withServer(settings.command('get <repo> <name>'))
    .description('Prints a setting, and what it does.')
    .action((repo: string, name: string, flags: ServerFlags) => get(repo, name, flags, session));
  withServer(settings.command('set <repo> <name> [values...]'))
    .description(
      'Changes a setting: true or false, a number, a text, or the entries of a list. null is the server’s default.',
    )
    .action((repo: string, name: string, values: readonly string[], flags: ServerFlags) =>
      set(repo, name, values, flags, session),
    );
}

async function list(repo: string, flags: ServerFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const params = { repo: await repoRef(api, io, repo) };
  const { settings } = await api.call('settings', { params });
  answer(io, flags, settings, () =>
    headed(
      ['NAME', 'VALUE', 'WHAT IT DOES'],
      settings.map((one) => [one.name, shown(one.value), one.declared?.description ?? '']),
    ),
  );
}

async function get(repo: string, name: string, flags: ServerFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const params = { repo: await repoRef(api, io, repo), name };
  const setting = await api.call('setting', { params });
  answer(io, flags, setting, () => lines(setting));
}

async function set(
  repo: string,
  name: string,
  values: readonly string[],
  flags: ServerFlags,
  { io }: Session,
): Promise<void> {
  const api = await apiFor(flags, io);
  const params = { repo: await repoRef(api, io, repo), name };
  const before = await api.call('setting', { params });
  const value = valueOf(before, values);
  const setting = await api.call('setSetting', { params, body: { value } });
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
