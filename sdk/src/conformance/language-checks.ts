import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';
import type { LanguageDefinition, LanguageKeys, ScriptNode } from '@turnpike/core/contracts';
import { printNodes } from '../shell/index.js';
import { installedKeys } from '../testing/installed-keys.js';
import type { Check } from './checks.js';
import {
  configsOf,
  contextOf,
  flat,
  HOSTILE,
  nodesOf,
  ownDefaults,
  parentsOf,
  sourcesOf,
  stepsOf,
} from './language-context.js';
import type { LanguageCase } from './language.js';

type LanguageCheck = Check<LanguageCase>;
const QUOTED = 'Data enters a shell script only quoted.';
const AXES = 'Config keys that are matrix axes, in the order of expansion.';

export const languageChecks: readonly LanguageCheck[] = [
  {
    name: 'declares itself',
    at: 'LanguageDefinition.id',
    contract: 'Builder id, as in `language:` after aliases.',
    wayOut: 'Small letters, digits and underscores; each axis once.',
    run({ definition }) {
      expect(definition.id).toMatch(/^[a-z][a-z0-9_+-]*$/);
      expect(new Set(definition.matrix ?? []).size, 'an axis twice').toBe(
        definition.matrix?.length ?? 0,
      );
    },
  },
  {
    name: 'has a parent that there is',
    at: 'LanguageDefinition.parent',
    contract:
      'Id of the language whose steps, defaults and slug are taken where this one names none.',
    wayOut:
      'Correct its id, or hand the languages to the suite: languageConformance(it, languages).',
    run(subject) {
      const { definition, others } = subject;
      if (definition.parent === undefined) return;
      expect(definition.parent).not.toBe(definition.id);
      expect(
        others.map(({ id }) => id),
        'languages',
      ).toContain(definition.parent);
    },
  },
  {
    name: 'has axes that people can write',
    at: 'LanguageDefinition.matrix',
    contract: AXES,
    wayOut:
      'Define each axis in `yml`, or leave `yml` out: then each of `matrix` is an axis of texts.',
    async run(subject) {
      const unknown = await unknownOf(subject, subject.definition.matrix ?? []);
      expect(unknown, 'axes that .travis.yml does not know').toEqual([]);
    },
  },
  {
    name: 'lists all of its axes',
    at: 'LanguageDefinition.matrix',
    contract: AXES,
    wayOut: 'Name each key with the flag `expand` in `matrix`.',
    run({ definition }) {
      const expanding = ymlOf(definition).flatMap(({ keys = {} }) =>
        Object.entries(keys).flatMap(([key, node]) =>
          node.type !== 'shared' && node.flags?.includes('expand') ? [key] : [],
        ),
      );
      const missing = expanding.filter((key) => !definition.matrix?.includes(key));
      expect(missing, 'axes that `matrix` lacks').toEqual([]);
    },
  },
  {
    name: 'has no default beside its key',
    at: 'LanguageDefinition.defaults',
    contract: 'Config defaults, by operating system where they differ.',
    wayOut: 'Correct the name of the key: it is nearly that of an axis.',
    async run(subject) {
      const axes = subject.definition.matrix ?? [];
      for (const os of ['linux', 'osx', 'windows']) {
        const keys = Object.keys(ownDefaults(subject.definition, os));
        // Others may be values that a step reads, and that nobody can change.
        const odd = (await unknownOf(subject, keys)).filter((key) => isNearly(key, axes));
        expect(odd, 'defaults of no key').toEqual([]);
      }
    },
  },
  {
    name: 'works with any configuration and answers the same twice',
    at: 'ScriptStep',
    contract: 'Pure: time, hosts, alias lists and resolved versions are inputs.',
    wayOut: 'Take what you need of the context; no clock, no chance, no memory of an earlier call.',
    run: (subject) =>
      eachStep(subject, ['linux', 'osx'], (nodes, again) => expect(nodes).toEqual(again)),
  },
  {
    name: 'has a value for everything that it mentions',
    at: 'LanguageDefinition.defaults',
    contract: 'Work without any key.',
    wayOut: 'Give the key a default, or leave the command out where it has no value.',
    run: (subject) =>
      eachStep(subject, ['linux'], (nodes) => {
        const texts = flat(nodes).flatMap(sourcesOf);
        const odd = texts.filter((text) => /\bundefined\b|\[object Object\]|\bNaN\b/.test(text));
        expect(odd, 'what has no value').toEqual([]);
      }),
  },
  {
    name: 'keeps data out of the grammar of the shell',
    at: 'ShellBuilder',
    contract: QUOTED,
    wayOut:
      'Write q`… ${value} …` of `@turnpike/sdk/shell` in place of a plain template, for cmd, export, set, if and paths.',
    run: (subject) =>
      eachStep(subject, ['linux', 'osx'], (nodes) => {
        const injected = flat(nodes).filter((node) =>
          sourcesOf(node).some((text) => text.includes(HOSTILE)),
        );
        expect(injected, 'a value stands in it as it was given').toEqual([]);
      }),
  },
  {
    name: 'makes valid bash of any configuration',
    at: 'ShellBuilder.cmd',
    contract: 'A command as the user would type it.',
    wayOut: 'Close quotes and brackets within each command.',
    run(subject) {
      const commands = new Set<string>();
      eachStep(subject, ['linux'], (nodes) => {
        refuseInvalid([printNodes(nodes)]);
        for (const node of flat(nodes)) if (node.type === 'cmd') commands.add(node.text);
      });
      refuseInvalid([...commands]);
    },
  },
  {
    name: 'answers cache slug and image without side effects',
    at: 'LanguageDefinition.cacheSlug',
    contract: 'Parts appended to the cache slug, in order.',
    wayOut: 'Answer from the context alone.',
    run(subject) {
      const { definition } = subject;
      for (const given of configsOf(definition)) {
        const context = contextOf(subject, given);
        const slug = () => definition.cacheSlug?.(context) ?? [];
        expect(slug()).toEqual(slug());
        expect(definition.image?.(context)).toBe(definition.image?.(context));
      }
    },
  },
];

function eachStep(
  subject: LanguageCase,
  systems: readonly string[],
  look: (nodes: readonly ScriptNode[], again: readonly ScriptNode[]) => void,
): void {
  for (const [name, step] of stepsOf(subject.definition))
    for (const os of systems)
      for (const given of configsOf(subject.definition)) {
        const context = contextOf(subject, given, os);
        try {
          look(nodesOf(step, context), nodesOf(step, context));
        } catch (error) {
          const why = error instanceof Error ? error.message : String(error);
          throw new Error(`${name}, with ${JSON.stringify(given)} on ${os}: ${why}`, {
            cause: error,
          });
        }
      }
}

const ymlOf = ({ yml }: LanguageDefinition): readonly LanguageKeys[] =>
  yml === undefined
    ? []
    : Array.isArray(yml)
      ? (yml as readonly LanguageKeys[])
      : [yml as LanguageKeys];

/** Those that neither it, nor its parents, nor the platform knows; none where the platform is not installed here. */
async function unknownOf(
  subject: LanguageCase,
  keys: readonly string[],
): Promise<readonly string[]> {
  const chain = [subject.definition, ...parentsOf(subject)];
  const own = chain.flatMap((one) =>
    one.yml === undefined
      ? (one.matrix ?? [])
      : ymlOf(one).flatMap(({ keys: named = {} }) => Object.keys(named)),
  );
  const others = keys.filter((key) => !own.includes(key));
  if (others.length === 0) return [];
  const known = await platformKeys();
  return known ? others.filter((key) => !known.has(key)) : [];
}

let platform: Promise<ReadonlySet<string> | undefined> | undefined;
function platformKeys(): Promise<ReadonlySet<string> | undefined> {
  return (platform ??= installedKeys().then(
    (all) =>
      new Set(
        all
          .filter(({ keys: { at } }) => at === 'root' || at === 'job')
          .flatMap(({ keys: { keys } }) => Object.keys(keys)),
      ),
    () => undefined,
  ));
}

/** A letter more, less or another one, or letters in another order. */
function isNearly(key: string, names: readonly string[]): boolean {
  const sorted = (text: string) => [...text].toSorted().join('');
  return names.some((name) => {
    if (sorted(name) === sorted(key)) return true;
    const [long, short] = name.length >= key.length ? [name, key] : [key, name];
    let from = 0;
    while (from < short.length && long[from] === short[from]) from += 1;
    const rests = [short.slice(from), short.slice(from + 1)];
    return long.length - short.length <= 1 && rests.includes(long.slice(from + 1));
  });
}

const valid = new Set<string>();
/** Each alone: what one leaves open another may close. */
function refuseInvalid(texts: readonly string[]): void {
  const fresh = texts.filter((text) => !valid.has(text));
  if (fresh.length === 0) return;
  const loop = 'for text in "$@"; do bash -n -c "$text" || echo "is no command: $text" >&2; done';
  const { stderr } = spawnSync('bash', ['-c', loop, 'bash', ...fresh], { encoding: 'utf8' });
  expect(stderr, 'what bash says').toBe('');
  for (const text of fresh) valid.add(text);
}
