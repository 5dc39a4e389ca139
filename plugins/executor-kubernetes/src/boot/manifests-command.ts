import { InputError, type CliCommand } from '@turnpike/sdk';
import { manifests, type ManifestOptions } from './manifests.js';

const LEVELS = ['restricted', 'baseline', 'privileged'] as const;

/** `turnpike manifests`: what a cluster needs, made of the very list that the worker checks at its start. */
export const manifestsCommand: CliCommand = {
  command: 'manifests',
  summary: 'Prints namespaces, rights and network policy of jobs, for `kubectl apply -f -`.',
  options: [
    {
      flags: '--jobs <names>',
      description: 'namespaces of jobs, by commas',
      default: 'turnpike-jobs',
    },
    { flags: '--platform <name>', description: 'namespace of the worker', default: 'turnpike' },
    { flags: '--service-account <name>', description: 'of the worker', default: 'turnpike-worker' },
    {
      flags: '--allow <networks>',
      description: 'private networks that jobs may reach, by commas: 10.96.7.1/32',
    },
    { flags: '--pod-security <level>', description: LEVELS.join(', '), default: 'baseline' },
  ],
  async run(io) {
    const text = (name: string): string => String(io.options[name] ?? '');
    const list = (name: string): readonly string[] => text(name).split(',').filter(Boolean);
    io.out(
      manifests({
        namespaces: list('jobs').map(checkName),
        platform: checkName(text('platform')),
        serviceAccount: checkName(text('serviceAccount')),
        allow: list('allow').map(checkNetwork),
        podSecurity: checkLevel(text('podSecurity')),
      }).trimEnd(),
    );
    return 0;
  },
};

function checkName(name: string): string {
  if (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) return name;
  throw new InputError(
    'TURNPIKE_INPUT_INVALID',
    `\`${name}\` is no name of an object of Kubernetes.`,
    {
      wayOut: 'Use lower-case letters, digits and hyphens.',
    },
  );
}

function checkNetwork(network: string): string {
  if (/^[0-9a-fA-F.:]+\/\d{1,3}$/.test(network)) return network;
  throw new InputError('TURNPIKE_INPUT_INVALID', `\`${network}\` is no network.`, {
    wayOut: 'Write an address and a number of bits: 10.96.7.1/32.',
  });
}

function checkLevel(level: string): ManifestOptions['podSecurity'] {
  const found = LEVELS.find((one) => one === level);
  if (found) return found;
  throw new InputError('TURNPIKE_INPUT_INVALID', `\`${level}\` is no level of pod security.`, {
    wayOut: `Use one of: ${LEVELS.join(', ')}.`,
  });
}
