import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type {
  BuildContext,
  LanguageDefinition,
  LanguageSteps,
  ScriptNode,
  ScriptStep,
} from '@turnpike/core/contracts';
import { printNodes, Shell } from '../shell/index.js';

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

/** Configurations under which every step must work: nothing given, single values, lists, hostile text. */
function configsOf(definition: LanguageDefinition): readonly Readonly<Record<string, unknown>>[] {
  const keys = definition.matrix ?? [];
  const each = (value: unknown) => Object.fromEntries(keys.map((key) => [key, value]));
  return [{}, each('1.2'), each(['1.2']), each('$(touch /tmp/owned)`id`\'"; exit')];
}

/** Defaults of the parents too, the nearest last. */
function defaultsOf(
  definition: LanguageDefinition,
  others: readonly LanguageDefinition[],
  os: string,
): object {
  const parent = others.find((other) => other.id === definition.parent);
  const { defaults } = definition;
  const own = typeof defaults === 'function' ? defaults(os) : defaults;
  return { ...(parent ? defaultsOf(parent, others, os) : {}), ...own };
}

function contextOf(
  definition: LanguageDefinition,
  others: readonly LanguageDefinition[],
  given: object,
  os: string,
): BuildContext {
  const config = { ...defaultsOf(definition, others, os), ...given, language: definition.id, os };
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

/**
 * What every language must do: work without any key, be pure, and keep data out of the shell's grammar.
 * `others`: where its parents are found.
 * @stable
 */
export function languageConformance(
  definition: LanguageDefinition,
  others: readonly LanguageDefinition[] = [],
): void {
  describe(`language ${definition.id}`, () => {
    const steps = STEPS.flatMap((name): (readonly [string, ScriptStep])[] => {
      const step = definition[name];
      return step ? [[name, step]] : [];
    });

    it('declares itself', () => {
      expect(definition.id).toMatch(/^[a-z][a-z0-9_+-]*$/);
      expect(definition.parent).not.toBe(definition.id);
      expect(new Set(definition.matrix ?? []).size).toBe(definition.matrix?.length ?? 0);
    });

    it.each(steps)('%s works with any configuration and answers the same twice', (_name, step) => {
      for (const os of ['linux', 'osx']) {
        for (const given of configsOf(definition)) {
          const context = contextOf(definition, others, given, os);
          expect(nodesOf(step, context)).toEqual(nodesOf(step, context));
        }
      }
    });

    it('makes valid bash of any configuration', () => {
      const texts = configsOf(definition).map((given) => {
        const context = contextOf(definition, others, given, 'linux');
        return steps.map(([, step]) => printNodes(nodesOf(step, context))).join('');
      });
      for (const text of texts) {
        const checked = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
        expect(checked.stderr, text).toBe('');
      }
    });

    it('answers cache slug and image without side effects', () => {
      for (const given of configsOf(definition)) {
        const context = contextOf(definition, others, given, 'linux');
        expect(definition.cacheSlug?.(context) ?? []).toEqual(
          definition.cacheSlug?.(context) ?? [],
        );
        expect(definition.image?.(context)).toBe(definition.image?.(context));
      }
    });
  });
}

function nodesOf(step: ScriptStep, context: BuildContext): readonly ScriptNode[] {
  const sh = new Shell('install', { echo: true, timing: true });
  step(sh, context);
  return sh.nodes;
}
