import { scriptStages, type AddonHook, type ScriptStage, type ShellBuilder } from '@turnpike/sdk';
import { echoText, isHash, Shell, truthy } from '@turnpike/sdk/shell';
import type { ScriptNode } from '@turnpike/sdk';
import { ConfigProblem } from '../config-problem.js';
import type { Compilation } from '../context.js';
import { checkout } from '../checkout/checkout.js';
import { deployAll } from '../deploy/deploy.js';
import type { Registry } from '../parts.js';
import { configure, disableSudo, prepare } from './machine.js';
import { customStage } from './custom.js';
import { debugSession, resetState } from './debug.js';
import { exportVariables } from './export.js';
import { fetchCache, setupCache, storeCache } from '../cache/steps.js';
import type { Slices } from '../slices.js';
import { createWorkspaces, useWorkspaces } from '../workspaces.js';
import { stageTable } from './table.js';

export interface BuiltStage {
  readonly name: ScriptStage;
  readonly nodes: readonly ScriptNode[];
}

type Builtin = (sh: Shell, ctx: Compilation, registry: Registry) => void | Slices<void>;

function languageStep(name: 'announce' | 'setup' | 'finish'): Builtin {
  return (sh, ctx) => ctx.definition[name]?.(sh, ctx);
}

const builtins: Partial<Record<ScriptStage, Builtin>> = {
  configure,
  prepare,
  disable_sudo: disableSudo,
  checkout,
  *export(sh, ctx) {
    ctx.definition.beforeExport?.(sh, ctx);
    yield* exportVariables(sh, ctx);
    ctx.definition.export?.(sh, ctx);
  },
  setup: languageStep('setup'),
  setup_casher: fetchCache,
  setup_cache: setupCache,
  use_workspaces: useWorkspaces,
  announce: (sh, ctx) => {
    ctx.definition.announce?.(sh, ctx);
    sh.newline();
  },
  debug: debugSession,
  create_workspaces: createWorkspaces,
  cache: storeCache,
  reset_state: resetState,
  finish: languageStep('finish'),
};

interface ActiveAddon {
  readonly hooks: Readonly<Partial<Record<AddonHook, ScriptHook>>>;
  readonly options: unknown;
}

type ScriptHook = (sh: ShellBuilder, options: unknown, ctx: Compilation) => void;

/** The add-ons that the config asks for, in its order; deploy last. Unknown ones are ignored. */
export function activeAddons(ctx: Compilation, registry: Registry): ActiveAddon[] {
  const wanted = ctx.config['addons'];
  if (!isHash(wanted)) return [];
  const names = Object.keys(wanted).filter((name) => isAskedFor(wanted[name]));
  const ordered = [
    ...names.filter((name) => name !== 'deploy'),
    ...names.filter((name) => name === 'deploy'),
  ];
  return ordered.flatMap((name) => {
    if (name === 'deploy') return [deployHooks(wanted[name], registry)];
    const addon = registry.addons.get(name);
    if (!addon || (ctx.payload.paranoid && !addon.withoutSudo)) return [];
    const wrong = addon.check?.(wanted[name]);
    if (wrong !== undefined)
      throw new ConfigProblem(`addons.${echoText(name)}: ${echoText(wrong)}`, '/user/addons');
    return [{ hooks: addon.hooks as ActiveAddon['hooks'], options: wanted[name] }];
  });
}

/** `enabled: false` switches an add-on off without taking its options away. */
const isAskedFor = (options: unknown): boolean =>
  truthy(options) && !(isHash(options) && options['enabled'] === false);

const quiet = { assert: false, echo: false, timing: false } as const;

function deployHooks(options: unknown, registry: Registry): ActiveAddon {
  return {
    options,
    hooks: { after_after_success: (sh, config, ctx) => deployAll(sh, ctx, registry, config) },
  };
}

/** Builds the 24 stages, each with the add-ons' nodes before and after its own. */
export function* buildStages(ctx: Compilation, registry: Registry): Slices<BuiltStage[]> {
  const addons = activeAddons(ctx, registry);
  const built: BuiltStage[] = [];
  for (const name of scriptStages) {
    const sh = new Shell(name, stageTable[name].flags);
    yield* buildStage(sh, ctx, registry, name, addons);
    registry.stageHook?.(name, sh, ctx);
    built.push({ name, nodes: sh.nodes });
    yield;
  }
  return built;
}

function* buildStage(
  sh: Shell,
  ctx: Compilation,
  registry: Registry,
  name: ScriptStage,
  addons: readonly ActiveAddon[],
): Slices<void> {
  const { kind } = stageTable[name];
  // Around the user's phases add-ons start from no flags at all; within `script` from its own.
  const flags = kind === 'builtin' || name === 'script' ? {} : quiet;
  const hook = (at: AddonHook) => () =>
    sh.withFlags(flags, () => {
      for (const { hooks, options } of addons) hooks[at]?.(sh, options, ctx);
    });
  const around = { before: hook(`before_${name}`), after: hook(`after_${name}`) };
  if (kind === 'builtin') {
    around.before();
    const own = builtins[name]?.(sh, ctx, registry);
    if (own) yield* own;
    around.after();
    return;
  }
  if (kind === 'custom' || isConfigured(ctx, name, addons))
    yield* customStage(sh, ctx, name, around);
}

/** Conditional stages have no default: they exist where asked for, or where an add-on has something to do in them. */
function isConfigured(
  ctx: Compilation,
  name: ScriptStage,
  addons: readonly ActiveAddon[],
): boolean {
  if (truthy(ctx.config[name])) return true;
  return addons.some(({ hooks }) => hooks[`before_${name}`] ?? hooks[`after_${name}`]);
}
