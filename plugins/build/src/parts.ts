import type {
  AddonDefinition,
  DeployDefinition,
  LanguageDefinition,
  ScriptStage,
  ServiceDefinition,
  ShellBuilder,
  BuildContext,
} from '@turnpike/sdk';

/** What the compiler is made of: everything that other plugins contribute. */
export interface CompilerParts {
  readonly languages: readonly LanguageDefinition[];
  readonly addons: readonly AddonDefinition[];
  readonly services: readonly ServiceDefinition[];
  readonly deploys: readonly DeployDefinition[];
  /** The hook `script.stage`: other plugins' nodes, after a stage's own. */
  stageHook?(stage: ScriptStage, sh: ShellBuilder, ctx: BuildContext): void;
}

/** The same, found by name. */
export interface Registry {
  readonly languages: ReadonlyMap<string, LanguageDefinition>;
  readonly addons: ReadonlyMap<string, AddonDefinition>;
  readonly services: ReadonlyMap<string, ServiceDefinition>;
  readonly deploys: ReadonlyMap<string, DeployDefinition>;
  readonly stageHook?: CompilerParts['stageHook'];
}

interface Named {
  readonly id: string;
  readonly aliases?: readonly string[];
}

/** Deploy providers are written in many ways: `cloud-files`, `CloudFiles`. Only letters and digits tell them apart. */
export function deployKey(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function byName<T extends Named>(
  items: readonly T[],
  keyOf = (name: string): string => name,
): Map<string, T> {
  const map = new Map<string, T>();
  for (const item of items)
    for (const name of [item.id, ...(item.aliases ?? [])]) map.set(keyOf(name), item);
  return map;
}

export function createRegistry(parts: CompilerParts): Registry {
  return {
    languages: byName(parts.languages),
    addons: byName(parts.addons),
    services: byName(parts.services),
    deploys: byName(parts.deploys, deployKey),
    stageHook: parts.stageHook,
  };
}
