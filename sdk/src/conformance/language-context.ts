/** A language's steps under configurations of any kind, and all shell source that comes of them. */
import type {
  BuildContext,
  LanguageDefinition,
  LanguageSteps,
  ScriptNode,
  ScriptStep,
} from '@turnpike/core/contracts';
import { Shell } from '../shell/index.js';
import type { LanguageCase } from './language.js';

const STEPS = [
  'configure',
  'beforeExport',
  'export',
  'prepare',
  'setup',
  'setupCache',
  'announce',
  'install',
  'script',
  'prepareCache',
  'finish',
] as const satisfies readonly (keyof LanguageSteps)[];

/** Stands in no text but where it was put unquoted: `q`, `echoText` and `escapeDouble` break it up. */
export const HOSTILE = '$(touch /tmp/owned)`id`\'"; exit';

export const stepsOf = (
  definition: LanguageDefinition,
): readonly (readonly [string, ScriptStep])[] =>
  STEPS.flatMap((name) => {
    const step = definition[name];
    return step ? [[name, step] as const] : [];
  });

export function configsOf(
  definition: LanguageDefinition,
): readonly Readonly<Record<string, unknown>>[] {
  const keys = definition.matrix ?? [];
  const each = (value: unknown) => Object.fromEntries(keys.map((key) => [key, value]));
  return [{}, each('1.2'), each(['1.2']), each(HOSTILE)];
}

export const parentsOf = ({ definition, others }: LanguageCase): readonly LanguageDefinition[] => {
  const parent = others.find(({ id }) => id === definition.parent);
  return parent ? [parent, ...parentsOf({ definition: parent, others })] : [];
};

export function ownDefaults(
  { defaults }: LanguageDefinition,
  os: string,
): Readonly<Record<string, unknown>> {
  return (typeof defaults === 'function' ? defaults(os) : defaults) ?? {};
}

export function contextOf(subject: LanguageCase, given: object, os = 'linux'): BuildContext {
  const { definition } = subject;
  const chain = [...parentsOf(subject).toReversed(), definition];
  const defaults: object = Object.assign({}, ...chain.map((one) => ownDefaults(one, os))) as object;
  const config = { ...defaults, ...given, language: definition.id, os };
  return {
    payload: { config, repository: { slug: 'owner/repo' }, job: { id: 1 } },
    env: { now: '2026-11-23T12:00:00Z' },
    config,
    given: { ...given },
    language: definition.id,
    os,
    dist: 'jammy',
    arch: 'amd64',
    caches: () => false,
    cacheAdd: () => undefined,
    hasCacheStorage: false,
    warn: () => undefined,
  };
}

export function nodesOf(step: ScriptStep, context: BuildContext): readonly ScriptNode[] {
  const sh = new Shell('install', { echo: true, timing: true });
  step(sh, context);
  return sh.nodes;
}

/** Nodes without what they hold, in order; each text of them is shell source, but for the content of files. */
export function flat(nodes: readonly ScriptNode[]): readonly ScriptNode[] {
  return nodes.flatMap((node) => {
    if ('nodes' in node) return flat(node.nodes);
    if (node.type !== 'if') return [node];
    const inner = node.branches.flatMap(({ nodes: body }) => flat(body));
    return [node, ...inner, ...flat(node.otherwise ?? [])];
  });
}

export function sourcesOf(node: ScriptNode): readonly string[] {
  if (node.type === 'if') return node.branches.map(({ cond }) => cond);
  const {
    content: _data,
    decode: _decode,
    ...source
  } = node as ScriptNode & Record<string, unknown>;
  return Object.values(source).filter((value) => typeof value === 'string');
}
