import type { BuildContext } from '@turnpike/sdk';
import { flatten, Shell } from '@turnpike/sdk/shell';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { services } from './services.js';

const root = new URL('./', import.meta.url).pathname;
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
  .map(({ name }) => name);

function contextOf(config: Readonly<Record<string, unknown>> = {}): BuildContext {
  return {
    payload: { config, repository: { slug: 'acme/rocket' }, job: { id: 1 } },
    env: { now: '2024-03-01T12:00:00Z' },
    config,
    given: config,
    language: 'generic',
    os: 'linux',
    dist: 'jammy',
    arch: 'amd64',
    caches: () => false,
    cacheAdd: () => undefined,
    hasCacheStorage: false,
    warn: () => undefined,
  };
}

function commandsOf(id: string, config: Readonly<Record<string, unknown>> = {}): string[] {
  const sh = new Shell('prepare');
  const service = services.find((item) => item.id === id || item.aliases?.includes(id));
  service?.start?.(sh, contextOf(config));
  service?.ready?.(sh, contextOf(config));
  const kinds = new Set(['cmd', 'export']);
  return flatten('prepare', sh.nodes)
    .filter(({ kind }) => kinds.has(kind))
    .map(({ cmd }) => cmd);
}

describe('all services', () => {
  it('have a folder each', () => {
    expect(services).toHaveLength(folders.length);
  });

  it('have names of their own', () => {
    const names = services.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('name an image and ports where they run beside a job', () => {
    for (const { sidecar } of services) {
      if (!sidecar) continue;
      expect(sidecar.image).toMatch(/^[a-z0-9/.-]+:[\w.]+$/);
      expect(sidecar.ports.length).toBeGreaterThan(0);
    }
  });
});

describe('a service', () => {
  it('is started by what starts services on the machine, and waited for', () => {
    expect(commandsOf('redis')).toEqual([
      'service redis-server start',
      'systemctl start redis-server',
      "travis_start_service redis-server 6379 redis-server --save '' --appendonly no",
      'travis_wait_port redis-server 6379',
    ]);
  });

  it('brings a screen', () => {
    expect(commandsOf('xvfb')).toContain('DISPLAY=:99.0');
  });

  it('is PostgreSQL of the distribution, unless the add-on starts another', () => {
    expect(commandsOf('postgresql')).toEqual(['travis_setup_postgresql 14']);
    expect(commandsOf('postgresql', { addons: { postgresql: '16' } })).toEqual([]);
  });
});
