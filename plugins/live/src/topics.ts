/** What one may listen to: `repos`, `system`, `repo:7`, `build:7`, `job:7`, `log:7.1@4096`, `plugin:notes/added:7`. */
export type Topic =
  | { readonly kind: 'repos' | 'system'; readonly name: string }
  | { readonly kind: 'repo' | 'build' | 'job'; readonly name: string; readonly id: number }
  | {
      readonly kind: 'plugin';
      readonly name: string;
      readonly plugin: string;
      readonly topic: string;
      /** Of a repository; undefined: of all that one may hear of, or of none. */
      readonly repositoryId: number | undefined;
    }
  | {
      readonly kind: 'log';
      /** Without the offset: the key of the subscription. */
      readonly name: string;
      readonly jobId: number;
      readonly run: number;
      readonly offset: number;
    };

const ID = '([1-9]\\d{0,14})';
const THING = new RegExp(`^(repo|build|job):${ID}$`);
const PLUGIN = /^plugin:([a-z][a-z0-9_+-]{0,99})\/([a-z][a-z0-9-]{0,49})(?::([1-9]\d{0,14}))?$/;
const LOG = new RegExp(`^log:${ID}\\.${ID}(?:@(\\d{1,15}))?$`);

/** undefined: no topic. */
export function parseTopic(text: string): Topic | undefined {
  if (text === 'repos' || text === 'system') return { kind: text, name: text };
  const [, kind, id] = THING.exec(text) ?? [];
  if (kind) return { kind: kind as 'repo', name: text, id: Number(id) };
  return pluginTopic(text) ?? logTopic(text);
}

function pluginTopic(text: string): Topic | undefined {
  const [, plugin, topic, id] = PLUGIN.exec(text) ?? [];
  if (!plugin || !topic) return undefined;
  const repositoryId = id === undefined ? undefined : Number(id);
  return { kind: 'plugin', name: text, plugin, topic, repositoryId };
}

function logTopic(text: string): Topic | undefined {
  const [, jobId, run, offset] = LOG.exec(text) ?? [];
  if (!jobId || !run) return undefined;
  return {
    kind: 'log',
    name: `log:${jobId}.${run}`,
    jobId: Number(jobId),
    run: Number(run),
    offset: Number(offset ?? 0),
  };
}
