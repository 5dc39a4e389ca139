/** Reads what a plugin declares. Runs in the plugin's own process. */
import type { TurnpikeError } from '../../../contracts/errors.js';
import type { MigrationTools } from '../../../contracts/plugin.js';
import type { Token } from '../../../contracts/tokens.js';
import { tokenName } from '../../../di/check-tokens.js';
import { declarationFaults, isToken } from '../../faults/index.js';
import { loadPlugins, type LoadedPlugin } from '../../load.js';
import { manifestOf } from '../../manifest.js';
import type { AnyDefinition } from '../../unit.js';
import type { Described, Description, MigrationStep } from '../protocol.js';

/** `entry`: absolute, of the module. */
export async function describe(entry: string): Promise<Description> {
  const { plugins, problems, refused } = await loadPlugins([entry], entry);
  const told = new Set(refused.flatMap((one) => one.problems));
  const others = problems.filter((problem) => !told.has(problem));
  return {
    plugins: await Promise.all(plugins.map(describedOf)),
    packaged: plugins[0]?.packaged ?? {},
    refused: [
      ...refused.map(({ id, hooks, problems: own }) => ({ id, hooks, problems: own.map(sent) })),
      ...(others.length === 0 ? [] : [{ problems: others.map(sent) }]),
    ],
  };
}

const sent = (problem: TurnpikeError) => problem.toJSON();

async function describedOf(loaded: LoadedPlugin): Promise<Described> {
  const definition = loaded.plugin.definition as unknown as AnyDefinition;
  const { requires = {}, offers = [], replaceable = false } = definition;
  const faults = declarationFaults(loaded).map((one) => one.toJSON());
  const isWhole = faults.length === 0;
  return {
    manifest: { ...manifestOf(loaded) },
    replaceable,
    requires: Object.fromEntries(
      Object.entries(requires)
        .filter(([, token]) => isToken(token))
        .map(([name, token]) => [name, requiredOf(token)]),
    ),
    offers: offers.filter(isToken).map((token) => ({ token: tokenName(token), kind: token.kind })),
    sweeps: isWhole ? sweepsOf(definition) : [],
    migrations: isWhole ? await migrationsOf(definition) : [],
    members: Object.keys(definition),
    faults,
  };
}

const requiredOf = (token: Token) => ({
  token: tokenName(token),
  isOptional: token.kind === 'optional',
});

function sweepsOf({ sweep = [] }: AnyDefinition): Described['sweeps'] {
  const list = [sweep].flat() as readonly Described['sweeps'][number][];
  return list.map(({ name = 'main', everySeconds }) => ({ name, everySeconds }));
}

/** They only add, so what they do can be written down and done elsewhere. */
function migrationsOf({ migrations = [] }: AnyDefinition): Promise<Described['migrations']> {
  return Promise.all(
    migrations.map(async ({ name, up }) => {
      const steps: MigrationStep[] = [];
      const note =
        (step: MigrationStep[0]) =>
        async (...args: readonly unknown[]): Promise<void> =>
          void steps.push([step, ...args]);
      const tools = {
        createTable: note('createTable'),
        addColumn: note('addColumn'),
        addIndex: note('addIndex'),
      } satisfies MigrationTools;
      await up(tools);
      return { name, steps };
    }),
  );
}
