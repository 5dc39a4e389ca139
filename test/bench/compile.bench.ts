/** How long a compilation takes, over jobs of every language with add-ons, caches and deployments, and all recorded ones. */
import { compileScript, createRegistry } from '@turnpike/plugin-build';
import { addons } from '@turnpike/plugin-addons';
import { deploys } from '@turnpike/plugin-deploys';
import { languages } from '@turnpike/plugin-languages';
import { services } from '@turnpike/plugin-services';
import type { JobPayload } from '@turnpike/sdk';
import { available, lines, type Case } from '../conformance/build/data.js';
import { percentile, type Bench } from './harness.js';

const registry = createRegistry({ languages, addons, services, deploys });

const more: Readonly<Record<string, unknown>>[] = [
  {},
  { script: ['make', 'make test'], env: ['A=1 B="x y"', 'SECURE C=secret'] },
  { addons: { apt: { packages: ['cmake', 'jq'] } }, services: ['redis', 'postgresql'] },
  { cache: { directories: ['vendor', '~/.cache'] }, before_cache: 'rm -f log' },
  { addons: { deploy: [{ provider: 'script', script: './go', on: { branch: 'main' } }] } },
];

const made = languages.flatMap(({ id }) =>
  more.map((config): JobPayload => ({
    config: { language: id, os: 'linux', dist: 'jammy', ...config },
    repository: { slug: 'acme/rocket', id: 7, default_branch: 'main' },
    job: { id: 1, number: '1.1', branch: 'main', commit: 'abc', secure_env_enabled: true },
    build: { id: 1, number: 1, event_type: 'push' },
    turnpike: { storage_url: 'http://127.0.0.1:1/storage', job_token: 'token' },
  })),
);

/** And all recorded payloads, where they are. */
const payloads = [
  ...made,
  ...(available ? lines<Case>('cases.jsonl').map(({ payload }) => payload) : []),
];

const env = { now: '2024-03-01T12:00:00Z' } as const;

export const bench: Bench = {
  name: 'compile',
  summary: 'payload to bash, one job at a time',
  round: () => {
    const sizes: number[] = [];
    const times = payloads.map((payload) => {
      const start = performance.now();
      sizes.push(compileScript(registry, payload, env).bash.length);
      return performance.now() - start;
    });
    const [sorted, bytes] = [times, sizes].map((all) => all.toSorted((a, b) => a - b)) as [
      number[],
      number[],
    ];
    return Promise.resolve({
      median: { value: percentile(sorted, 50), unit: 'ms', budget: 1 },
      p99: { value: percentile(sorted, 99), unit: 'ms', budget: 10 },
      scriptKilobytes: { value: percentile(bytes, 50) / 1000, unit: 'count' },
    });
  },
};
