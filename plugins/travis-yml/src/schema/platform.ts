import type { KeyChoice, KeyNodes, StringNode } from '@turnpike/sdk';
import { axis, downcased, oneOf, only, text } from '@turnpike/sdk/yml';

const notObjectiveC = { language: ['objective-c'] } as const;
const linux = { os: ['linux'] } as const;
const linuxAndPower = { os: ['linux', 'linux-ppc64le'] } as const;

/** One operating system, without default. */
export const osValue = downcased(
  oneOf(
    { value: 'linux', aliases: ['ubuntu'], except: notObjectiveC },
    { value: 'osx', aliases: ['mac', 'macos', 'macosx', 'ios'] },
    { value: 'windows', aliases: ['win'], except: notObjectiveC },
    { value: 'freebsd', aliases: ['bsd'], except: notObjectiveC },
    'linux-ppc64le',
  ),
);

export const osAxis = axis({
  ...osValue,
  defaults: [
    { value: 'linux', except: notObjectiveC },
    { value: 'osx', only: notObjectiveC },
  ],
});

const dists: readonly KeyChoice[] = [
  { value: 'trusty', only: linux },
  { value: 'precise', only: linux },
  { value: 'xenial', only: linuxAndPower },
  { value: 'bionic', only: linux },
  { value: 'focal', only: linuxAndPower },
  { value: 'jammy', only: linux },
  { value: 'noble', only: linux },
  { value: 'server-2016', only: { os: ['windows'] }, edge: true },
  { value: 'rhel8', only: linux },
];

export const distValue = downcased(oneOf(...dists));

export const distRoot: StringNode = {
  ...distValue,
  defaults: [{ value: 'focal', only: linuxAndPower }],
};

export const archValue = only(
  downcased(
    oneOf(
      { value: 'amd64', aliases: ['x86_64', 'x64'] },
      { value: 'ppc64le', aliases: ['power', 'ppc', 'ppc64'] },
      { value: 'i386', aliases: ['x86'] },
      'arm64',
      'arm64-graviton2',
      's390x',
    ),
  ),
  linux,
);

export const archAxis = axis(archValue);
export const osxImageValue = only(text, { os: ['osx'] });
export const osxImageAxis = axis(osxImageValue);

/** `compiler` has a place of its own among the axes, and its condition stands at its values. */
export function compilerAxis({ compiler }: KeyNodes): KeyNodes {
  if (compiler?.type !== 'any' || !compiler.only) return compiler ? { compiler } : {};
  const { only: support, ...node } = compiler;
  return { compiler: { ...node, ...axis(only(text, support)) } };
}

/** `compiler` of a job. */
export const compilerValue = ({ compiler }: KeyNodes): KeyNodes => (compiler ? { compiler } : {});

export function withoutCompiler({ compiler: _compiler, ...keys }: KeyNodes): KeyNodes {
  return keys;
}
