/** Languages, add-ons, services and deploy providers in processes of their own. */
import type {
  AddonDefinition,
  BuildContext,
  DeployDefinition,
  LanguageDefinition,
  ScriptStep,
  ServiceDefinition,
  ShellBuilder,
} from '../../../contracts/script.js';
import type { CallPart } from '../parts.js';
import { createAsking, type Asking } from '../script-asking.js';

/** Those of a part go by its functions' names. */
const askingOf = (call: CallPart): Asking =>
  createAsking((ask) => call('script', [ask], { limitMs: call.limitMs }));

type Data = Readonly<Record<string, unknown>>;
type Has = (name: string) => boolean;

const STEPS = [
  ...['configure', 'beforeExport', 'export', 'prepare', 'setup', 'setupCache'],
  ...['announce', 'install', 'script', 'prepareCache', 'finish'],
];

export function apartLanguage(call: CallPart, data: Data, has: Has): LanguageDefinition {
  const { adds, answers } = askingOf(call);
  const step =
    (fn: string): ScriptStep =>
    (sh, ctx) =>
      adds(fn, sh, [], ctx);
  const plain = only(data, ['id', 'summary', 'aliases', 'parent', 'matrix', 'defaults']);
  return {
    ...(plain as unknown as LanguageDefinition),
    ...Object.fromEntries(STEPS.filter(has).map((fn) => [fn, step(fn)])),
    ...(has('defaults') ? { defaults: (os) => recordOf(answers('defaults', [os])) } : {}),
    ...(has('cacheSlug') ? { cacheSlug: (ctx) => textsOf(answers('cacheSlug', [], ctx)) } : {}),
    ...(has('usesCache') ? { usesCache: (ctx) => answers('usesCache', [], ctx) === true } : {}),
    ...(has('image') ? { image: (ctx) => textOf(answers('image', [], ctx)) } : {}),
  };
}

export function apartAddon(
  call: CallPart,
  data: Data,
  has: Has,
  names: readonly string[],
): AddonDefinition {
  const { adds, answers } = askingOf(call);
  const hooks = names
    .filter((name) => name.startsWith('hooks.'))
    .map((fn) => [
      fn.slice('hooks.'.length),
      (sh: ShellBuilder, options: unknown, ctx: BuildContext) => adds(fn, sh, [options], ctx),
    ]);
  return {
    ...(only(data, ['id', 'summary', 'withoutSudo']) as unknown as AddonDefinition),
    hooks: Object.fromEntries(hooks) as AddonDefinition['hooks'],
    ...(has('check') ? { check: (options) => textOf(answers('check', [options])) } : {}),
  };
}

export function apartService(call: CallPart, data: Data, has: Has): ServiceDefinition {
  const { adds, answers } = askingOf(call);
  const plain = only(data, ['id', 'summary', 'aliases', 'sidecar']);
  return {
    ...(plain as unknown as ServiceDefinition),
    ...(has('unit') ? { unit: (ctx) => String(answers('unit', [], ctx)) } : {}),
    ...(has('start') ? { start: (sh, ctx) => adds('start', sh, [], ctx) } : {}),
    ...(has('ready') ? { ready: (sh, ctx) => adds('ready', sh, [], ctx) } : {}),
  };
}

export function apartDeploy(call: CallPart, data: Data, has: Has): DeployDefinition {
  const { adds } = askingOf(call);
  const plain = only(data, ['id', 'summary', 'aliases', 'required', 'runsCommands']);
  return {
    ...(plain as unknown as DeployDefinition),
    ...(has('install')
      ? { install: (sh, options, ctx) => adds('install', sh, [options], ctx) }
      : {}),
    run: (sh, options, ctx) => adds('run', sh, [options], ctx),
  };
}

function only(data: Data, names: readonly string[]): Data {
  return Object.fromEntries(Object.entries(data).filter(([name]) => names.includes(name)));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function recordOf(value: unknown): Record<string, never> {
  return (typeof value === 'object' && value !== null ? value : {}) as Record<string, never>;
}
