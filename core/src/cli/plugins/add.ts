import { ConflictError } from '../../contracts/errors.js';
import type { AddedPlugins } from '../../host/added/lock-file.js';
import { planHost, type HostPlan } from '../../host/plan.js';
import type { Io } from '../io.js';
import { configOptions, type ConfigFlags } from '../options.js';
import { askConsent } from './ask-consent.js';
import { changeLock } from './change-lock.js';
import { inPluginsFolder, pluginsDir } from './folder.js';
import { oursByName } from './install-package.js';
import { packageName, sourceOf } from './source.js';
import { withStaged, type Staged } from './stage.js';
import { told, type Told } from './told.js';

export interface YesFlags extends ConfigFlags {
  readonly yes?: boolean;
}

/** Throws InputError where nobody consents; then nothing is added. */
export async function addPlugin(given: string, flags: YesFlags, io: Io): Promise<Told> {
  const source = sourceOf(given, io.cwd);
  if (source.kind === 'registry' && source.spec.startsWith('@turnpike/'))
    throw oursByName(packageName(source.spec));
  const options = configOptions(flags, io);
  const dir = pluginsDir(options);
  return inPluginsFolder(dir, (was) =>
    withStaged(source, dir, io.env, async (staged) => {
      const before = await planHost(options);
      refuseTaken(staged, was, before);
      const { asked, name } = staged;
      const question = { verb: 'Add', intro: 'asks for', asked, denied: 'Nothing was added.' };
      await askConsent(io, flags, staged, question);
      await staged.keep();
      const entry = { ...staged.entry, enabled: true, consent: { at: now(), asked } };
      const change = { dir, options, before, was, now: { ...was, [name]: entry } };
      return told('added', name, entry, await changeLock(change));
    }),
  );
}

export const now = (): string => new Date().toISOString();

/** A name that is added already, and ids that any other plugin has. */
export function refuseTaken(staged: Staged, was: AddedPlugins, { installed }: HostPlan): void {
  const { name, entry } = staged;
  if (Object.hasOwn(was, name))
    throw taken(
      `${name} is added already.`,
      `turnpike plugin upgrade ${name}, or remove it first.`,
    );
  for (const id of entry.plugins) {
    const disabled = Object.entries(was).find(([, one]) => one.plugins.includes(id));
    const source = disabled?.[0] ?? installed.find((one) => one.id === id)?.source;
    if (source !== undefined)
      throw taken(
        `There is a plugin ${id} already, from ${source}.`,
        'Take that one out of `plugins`, or remove it, first; an id has one plugin.',
      );
  }
}

function taken(message: string, wayOut: string): ConflictError {
  return new ConflictError('TURNPIKE_CONFLICT', message, { wayOut });
}
