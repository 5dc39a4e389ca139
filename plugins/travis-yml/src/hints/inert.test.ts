import type { KeyNode, Message } from '@turnpike/sdk';
import { installedKeys } from '@turnpike/sdk/testing';
import { describe, expect, it } from 'vitest';
import { createConfigCompiler } from '../compiler.js';
import { composeSchema } from '../schema/compose.js';

const contributions = await installedKeys();
const compiler = createConfigCompiler(contributions);

async function said(text: string): Promise<readonly Message[]> {
  const { messages } = await compiler.lint({ text });
  return messages.filter(({ code }) => /^(inert|limited|refused)_key$/.test(code));
}

describe('what does not do here what it says', () => {
  it.each([
    ['vault: {api_url: x, token: {secure: YQ==}}', 'refused_key', 'vault'],
    ['keys: [a, b]', 'refused_key', 'keys'],
    ['vm: {use: image}', 'refused_key', 'vm.use'],
    ['vm: {create: {name: image}}', 'refused_key', 'vm.create'],
    ['vm: {size: 2x-large}', 'limited_key', 'vm.size'],
    ['git: {strategy: tarball}', 'refused_key', 'git.strategy'],
    ['language: hack', 'refused_key', 'language'],
    ['filter_secrets: false', 'inert_key', 'filter_secrets'],
    ['trace: true', 'inert_key', 'trace'],
    ['virt: vm', 'limited_key', 'virt'],
    ['group: edge', 'limited_key', 'group'],
    ['dist: noble', 'limited_key', 'dist'],
    ['osx_image: xcode12', 'limited_key', 'osx_image'],
    ['os: windows', 'limited_key', 'os'],
    ['arch: [s390x]', 'limited_key', 'arch'],
    ['perforce_test_path: a', 'inert_key', 'perforce_test_path'],
    ['cache: {branch: md5}', 'inert_key', 'cache.branch'],
    ['cache: {edge: true}', 'inert_key', 'cache.edge'],
    ['cache: {apt: true}', 'inert_key', 'cache.apt'],
    ['deploy: {provider: heroku, strategy: api}', 'inert_key', 'deploy.strategy'],
    ['deploy: {provider: script, script: x, edge: true}', 'inert_key', 'deploy.edge'],
    [
      'deploy: {provider: bintray, file: x, user: y, key: {secure: YQ==}}',
      'inert_key',
      'deploy.provider',
    ],
    ['deploy: {provider: script, script: x, on: {gemfile: y}}', 'inert_key', 'deploy.on.gemfile'],
    ['notifications: {campfire: "a:b@c"}', 'inert_key', 'notifications.campfire'],
    ['notifications: {campfire: [a, b]}', 'inert_key', 'notifications.campfire'],
    ['notifications: {flowdock: x}', 'inert_key', 'notifications.flowdock'],
    ['notifications: {hipchat: {rooms: x, template: y}}', 'inert_key', 'notifications.hipchat'],
    ['addons: {apt: {packages: a, dist: b}}', 'inert_key', 'addons.apt.dist'],
  ])('%s', async (yml, code, key) => {
    const messages = await said(`# first line\n${yml}\n`);
    expect(messages).toContainEqual(expect.objectContaining({ code, key, line: 1 }));
    const { text = '' } = messages.find((message) => message.key === key) as Message;
    expect(text).toMatch(/does nothing here: \w|does not do here all|not carried out here/);
  });

  it('is said in jobs as well, and of what is switched on only', async () => {
    const text = 'jobs:\n  include:\n    - dist: xenial\n      vm: {use: a}\n';
    expect((await said(text)).map(({ key, line }) => [key, line])).toEqual([
      ['jobs.include.dist', 2],
      ['jobs.include.vm.use', 3],
    ]);
    expect(await said('notifications: {hipchat: false, flowdock: false}\n')).toEqual([]);
    const told = 'notifications: {slack: "a:b", pushover: {api_key: {secure: x}}, irc: "a#b"}\n';
    expect((await said(told)).filter(({ code }) => code === 'inert_key')).toEqual([]);
    expect(await said('language: shell\nscript: true\nnotifications: {email: false}\n')).toEqual(
      [],
    );
  });

  it('is silent with the hints switched off, for what Travis says is not touched', async () => {
    const options = { hints: false };
    const { messages } = await compiler.lint({ text: 'trace: true\ndist: noble\n', options });
    expect(messages.map(({ code }) => code)).toEqual(['default', 'default']);
  });

  it('is said of every key of the schema that is so marked', { timeout: 300_000 }, async () => {
    const marked = markedKeys(composeSchema(contributions));
    expect(marked.length).toBeGreaterThan(30);
    for (const { path, node } of marked) {
      const value = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), sample(node));
      const messages = await said(JSON.stringify(value));
      expect(messages.map(({ key }) => key)).toContain(path.join('.'));
    }
  });
});

interface Marked {
  readonly path: readonly string[];
  readonly node: KeyNode;
}

/** Keys below maps; in lists and below providers there are others of the same nodes. */
function markedKeys(node: KeyNode, path: readonly string[] = []): readonly Marked[] {
  if (node.type === 'any')
    return node.any_of.slice(0, 1).flatMap((other) => markedKeys(other, path));
  if (node.type !== 'map' || node.keys?.['provider']) return [];
  return Object.entries(node.keys ?? {}).flatMap(([key, child]): readonly Marked[] => {
    if (path.length === 0 && ['jobs', 'language'].includes(key)) return [];
    const below = [...path, key];
    return child.inert ? [{ path: below, node: child }] : markedKeys(child, below);
  });
}

/** A value that the node takes. */
function sample(node: KeyNode): unknown {
  if (node.type === 'any') return sample(node.any_of.at(-1) as KeyNode);
  if (node.type === 'seq') return [sample(node.items)];
  if (node.type === 'bool') return true;
  if (node.type === 'num') return 1;
  if (node.type === 'secure') return { secure: 'YQ==' };
  if (node.type === 'str') return node.values?.[0]?.value ?? 'a';
  const [key, child] = Object.entries(node.keys ?? {})[0] ?? ['a', { type: 'str' }];
  return { [key]: sample(child as KeyNode) };
}
