/** What is installed with the platform: for the Node that it names, and listed for whoever asks what it is made of. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { satisfies } from 'semver';
import { expect, it } from 'vitest';
import { root } from '../support/root.js';

interface Locked {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly link?: boolean;
  readonly extraneous?: boolean;
  readonly engines?: { readonly node?: string };
}
const read = <T>(file: string): T => JSON.parse(readFileSync(join(root, file), 'utf8')) as T;

it('asks for no other Node than package.json does, so that no installation warns or fails', () => {
  const { engines } = read<Locked>('package.json');
  const { packages } = read<{ packages: Record<string, Locked> }>('package-lock.json');
  const asking = Object.entries(packages).filter(([, { dev, engines: own }]) => !dev && own?.node);
  expect(asking.length).toBeGreaterThan(100);
  for (const version of ['20.19.0', '22.13.0', '24.0.0']) {
    expect(satisfies(version, engines?.node ?? ''), version).toBe(true);
    const others = asking.filter(([, { engines: own }]) => !satisfies(version, own!.node!));
    expect(
      others.map(([path]) => path),
      version,
    ).toEqual([]);
  }
});

it('is listed by `npm run sbom`, all that runs and nothing that only builds', () => {
  const printed = execFileSync('npm', ['run', '--silent', 'sbom'], {
    cwd: root,
    maxBuffer: 64 * 1_048_576,
  });
  const { bomFormat, components } = JSON.parse(printed.toString()) as {
    readonly bomFormat: string;
    readonly components: readonly { readonly name: string; readonly version: string }[];
  };
  expect(bomFormat).toBe('CycloneDX');
  const listed = new Set(components.map(({ name, version }) => `${name}@${version}`));
  const { packages } = read<{ packages: Record<string, Locked> }>('package-lock.json');
  const runs = Object.entries(packages).filter(
    ([path, one]) =>
      path.includes('node_modules/') &&
      !one.dev &&
      !one.devOptional &&
      !one.optional &&
      !one.link &&
      !one.extraneous,
  );
  expect(runs.length).toBeGreaterThan(100);
  const missing = runs
    .map(([path, { version }]) => `${path.split('node_modules/').pop()}@${version}`)
    .filter((one) => !listed.has(one));
  expect(missing).toEqual([]);
  for (const name of ['prettier', 'eslint', 'lerna'])
    expect([...listed].filter((one) => one.startsWith(`${name}@`))).toEqual([]);
});
