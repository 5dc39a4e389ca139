/** What a contract asks of plugins is asked for by somebody: a member without a caller is a promise that nobody keeps. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { filesBelow, namesIn } from '../support/key-readers.js';

const contracts: Readonly<Record<string, readonly string[]>> = {
  'executor.ts': ['Executor', 'Instance'],
  'vcs.ts': ['VcsProvider', 'VcsProviderTraits'],
  'notifier.ts': ['Notifier', 'NotifierDefaults'],
  'script.ts': ['AddonDefinition', 'DeployDefinition', 'ServiceDefinition', 'LanguageDefinition'],
  'plugin.ts': ['PluginDefinition'],
  'yml-keys.ts': ['KeyInert', 'KeyChoice', 'KeyNodeBase', 'YmlKeys'],
};

function membersOf(file: string, name: string): readonly string[] {
  const path = fileURLToPath(new URL(`../../core/src/contracts/${file}`, import.meta.url));
  const source = ts.createSourceFile(path, ts.sys.readFile(path) ?? '', ts.ScriptTarget.ES2023);
  const found = source.statements.find(
    (node): node is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(node) && node.name.text === name,
  );
  return (found?.members ?? []).flatMap(({ name: member }) =>
    member && ts.isIdentifier(member) ? [member.text] : [],
  );
}

/** Who implements a contract does not count. */
const implementing = /^(executor|vcs|store|login)-|^(languages|addons|services|deploys)$/;
const callers = readdirSync(new URL('../../plugins/', import.meta.url))
  .filter((name) => !implementing.test(name))
  .map((name) => `plugins/${name}/src`);
const files = ['core/src', 'sdk/src', ...callers]
  .flatMap(filesBelow)
  .filter((file) => !/sdk\/src\/(conformance|testing)\/|core\/src\/contracts\//.test(file));
const asked = new Set(files.flatMap((file) => namesIn(file, 'read')));

describe('members of contracts', () => {
  it.each(
    Object.entries(contracts).flatMap(([file, names]) =>
      names.map((name) => [name, file] as const),
    ),
  )('%s: each has a caller', (name, file) => {
    const members = membersOf(file, name);
    expect(members.length).toBeGreaterThan(1);
    expect(members.filter((member) => !asked.has(member))).toEqual([]);
    expect(asked.has('changedPathsThatNobodyAsksFor')).toBe(false);
  });
});
