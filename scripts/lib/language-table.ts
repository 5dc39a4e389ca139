/** The page on languages, from what their plugins compile to. */
import { buildTree, compileScript, createRegistry } from '@turnpike/plugin-build';
import { languages } from '@turnpike/plugin-languages';
import type { JobPayload, LanguageDefinition } from '@turnpike/sdk';
import { flatten, text } from '@turnpike/sdk/shell';
import { table } from './table.js';

const registry = createRegistry({ languages, addons: [], services: [], deploys: [] });
const env = { now: '2024-03-01T12:00:00Z' } as const;

/** A version that nothing has, to see where it goes. */
const probe = '7.6.5';
const jdk = '765';

function job(config: Readonly<Record<string, unknown>>): JobPayload {
  return {
    config: { os: 'linux', ...config },
    repository: { slug: 'owner/name' },
    job: { id: 1, branch: 'main' },
  };
}

/** A job that asks for a version by every key that the language has for it. */
function asking({ id, matrix = [] }: LanguageDefinition): JobPayload {
  const keys = matrix.filter((key) => !/gemfile|solution|task|config|compiler|xcode/.test(key));
  const asked = (key: string): string => (key === 'jdk' ? `openjdk${jdk}` : probe);
  return job({ language: id, ...Object.fromEntries(keys.map((key) => [key, asked(key)])) });
}

function managers(language: LanguageDefinition): string {
  const commands = buildTree(registry, asking(language), env).stages.flatMap(({ name, nodes }) =>
    flatten(name, nodes),
  );
  const all = commands.flatMap(({ cmd }) => {
    if (cmd.startsWith('travis_setup_jdk')) return ['sdkman', 'mise', 'asdf'];
    if (!cmd.startsWith('travis_use ')) return [];
    return [...cmd.matchAll(/ ([a-z]+):[\w-]+/gi)].map(([, name = '']) => name);
  });
  return [...new Set(all)]
    .map((name) => (name === 'suffix' ? 'program by its name' : name))
    .join(', ');
}

function image(payload: JobPayload): string {
  return compileScript(registry, payload, env).image ?? '';
}

function defaultsOf({ defaults = {}, matrix = [] }: LanguageDefinition): string {
  const values = typeof defaults === 'function' ? defaults('linux') : defaults;
  return matrix
    .map((key) => (key in values ? `\`${key}: ${text(values[key])}\`` : `\`${key}\``))
    .join(', ');
}

const code = (value: string): string => (value === '' ? '' : `\`${value}\``);

/** Which version of which image a language proposes, and what installs it on a machine. */
export function languageTable(): string {
  const rows = languages.map((language) => {
    const { id, aliases = [] } = language;
    const asked = image(asking(language));
    const series = asked
      .replaceAll(probe, '{version}')
      .replaceAll(jdk, '{version}')
      .replaceAll(/\b7(\.6)?\b/g, '{series}');
    return [
      [id, ...aliases].map(code).join(', '),
      defaultsOf(language),
      managers(language),
      code(series),
      code(image(job({ language: id }))),
    ];
  });
  const head = [
    'language',
    'keys and defaults',
    'version managers',
    'image for a version',
    'image without one',
  ];
  return [
    '# Languages',
    'Written by `npm run generate` from the plugins. What the config asks for is used where it is on the machine; else the first of the version managers that is there and has it installs it; else the job is errored. In containers the image is proposed, unless the job (`image:`) or the operator (`build.images`) names another.',
    'Version files: `.nvmrc` (node_js), `.ruby-version` (ruby, objective-c); `go.mod`, `rust-toolchain.toml`, `.python-version` and `.tool-versions` are read by the tools and managers themselves.',
    table(head, rows),
  ].join('\n\n');
}
