import { ConflictError } from '../../contracts/errors.js';
import { integrityProblem } from '../../host/added/check-integrity.js';
import type { AddedPlugin, AddedPlugins } from '../../host/added/lock-file.js';
import { pathsOf } from '../../host/paths.js';
import { planHost } from '../../host/plan.js';
import type { Io } from '../io.js';
import { configOptions } from '../options.js';
import { now, refuseTaken, type YesFlags } from './add.js';
import { askConsent } from './ask-consent.js';
import { changeLock } from './change-lock.js';
import { newIn, type Consent } from '../../host/added/consent.js';
import { findAdded } from './find-added.js';
import { inPluginsFolder, pluginsDir, sweepFolder } from './folder.js';
import { sourceOf } from './source.js';
import { withStaged, type Staged } from './stage.js';
import { told, UP_TO_DATE, type Told } from './told.js';

/** From where it came, or from `given`. Asks where more is asked for than was consented to. */
export async function upgradePlugin(
  wanted: string,
  given: string | undefined,
  flags: YesFlags,
  io: Io,
): Promise<Told> {
  const options = configOptions(flags, io);
  const dir = pluginsDir(options);
  return inPluginsFolder(dir, async (was) => {
    const before = await planHost(options);
    const { name, entry } = findAdded(wanted, was, before);
    const source = given === undefined ? entry.from : sourceOf(given, io.cwd);
    return withStaged({ kind: source.kind, spec: source.spec }, dir, io.env, async (staged) => {
      refuseOther(name, staged);
      const { [name]: _old, ...others } = was;
      const installed = before.installed.filter(({ id }) => !entry.plugins.includes(id));
      refuseTaken(staged, others, { ...before, installed });
      if (await isSame(dir, name, entry, staged)) return told(UP_TO_DATE, name, entry);
      const changed = { ...staged.entry, enabled: entry.enabled };
      const consent = await consentTo(staged, entry, flags, io);
      await staged.keep();
      const after: AddedPlugins = { ...was, [name]: { ...changed, consent } };
      const next = await changeLock({ dir, options, before, was, now: after });
      await sweepFolder(dir, after, pathsOf(before.configuration.core, before.root).dataDir);
      return told('upgraded', name, { ...changed, consent }, next);
    });
  });
}

async function isSame(dir: string, name: string, entry: AddedPlugin, { entry: now }: Staged) {
  return (
    now.integrity === entry.integrity && (await integrityProblem(dir, name, entry)) === undefined
  );
}

/** What was consented to stays so; only what is new is asked. */
async function consentTo(
  staged: Staged,
  { consent, version, from }: AddedPlugin,
  flags: YesFlags,
  io: Io,
): Promise<AddedPlugin['consent']> {
  const { asked } = staged;
  const fresh = Object.fromEntries(
    Object.entries(asked)
      .map(([id, one]): [string, Consent] => [id, newIn(one, consent.asked[id])])
      .filter(([id, one]) => Object.keys(one).length > 0 || !Object.hasOwn(consent.asked, id)),
  );
  const isReplaced =
    from.kind === 'registry' &&
    version === staged.entry.version &&
    from.integrity !== staged.entry.from.integrity;
  if (isReplaced)
    io.err(`The registry has another content for version ${version} than when it was added.\n`);
  if (Object.keys(fresh).length === 0 && !isReplaced) return { ...consent, asked };
  const question = { verb: 'Upgrade', intro: 'asks for, what is new', asked: fresh };
  await askConsent(io, flags, staged, { ...question, denied: 'Nothing was upgraded.' });
  return { at: now(), asked };
}

function refuseOther(name: string, staged: Staged): void {
  if (staged.name === name) return;
  throw new ConflictError('TURNPIKE_CONFLICT', `This is ${staged.name}, and not ${name}.`, {
    wayOut: `turnpike plugin add takes it beside ${name}; turnpike plugin remove ${name} takes that one away.`,
  });
}
