/** Platforms that belong to one command: all roles in this process, for nobody else. */
import type { CliIo, CliPlatformOptions } from '../contracts/plugin.js';
import type { Token } from '../contracts/tokens.js';
import type { ConfigOptions } from '../config/sources.js';
import { tokenName } from '../di/check-tokens.js';
import { bootHost } from '../host/boot.js';
import type { Host } from '../host/host.js';
import { planHost } from '../host/plan.js';
import { joinProblems } from '../host/problems.js';
import { silentLogger } from '../log/silent-logger.js';
import { addedFor } from './added-for.js';

export interface Platforms {
  readonly open: CliIo['platform'];
  close(): Promise<void>;
}

export function openPlatforms(source: ConfigOptions): Platforms {
  const hosts: Host[] = [];
  return {
    async open(wanted) {
      const { lacks, ...options } = await hostOptions(source, wanted);
      const host = await bootHost(options);
      hosts.push(host);
      return { url: host.url, lacks, stop: (settings) => host.stop(settings) };
    },
    async close() {
      await Promise.all(hosts.map((host) => host.stop({ force: true })));
    },
  };
}

/** Its log would run into the command's own words: only who looks for a fault reads it. */
async function hostOptions(source: ConfigOptions, wanted: CliPlatformOptions) {
  const quiet = source.environment?.['TURNPIKE_DEBUG'] ? {} : { log: silentLogger };
  const plugins = wanted.plugins ?? [];
  const plan = await planHost({ ...source, log: silentLogger });
  const { pluginsDir, lacks } = addedFor(plan, wanted.dataDir);
  const ids = plan.manifests.filter((manifest) => wanted.runs(manifest)).map(({ id }) => id);
  return {
    ...source,
    ...quiet,
    lacks,
    plugins,
    values: {
      ...source.values,
      ...wanted.values,
      run: [...ids, ...plugins.map(({ definition }) => definition.id)],
      dataDir: wanted.dataDir,
      pluginsDir,
      database: { url: 'sqlite:turnpike.db', synchronous: 'normal' },
      bus: { url: 'memory' },
      http: { port: 0, host: '127.0.0.1', ratePerMinute: 0 },
    },
  };
}

/** Who provides these tokens, over the server's own database and data folder, and nothing else of it. */
export async function bootProviders(
  source: ConfigOptions,
  wanted: readonly Token[],
): Promise<Host> {
  const quiet = source.environment?.['TURNPIKE_DEBUG'] ? {} : { log: silentLogger };
  const names = new Set(wanted.map(tokenName));
  const { manifests, problems } = await planHost({ ...source, log: silentLogger });
  if (problems.length > 0) throw joinProblems(problems);
  const run = manifests.filter(({ offers }) => offers.some((name) => names.has(name)));
  return bootHost({
    ...{ ...source, ...quiet },
    values: {
      ...source.values,
      run: run.map(({ id }) => id),
      bus: { url: 'memory' },
      http: { port: 0, host: '127.0.0.1' },
    },
  });
}
