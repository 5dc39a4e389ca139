/** Live topics of plugins: as plain data for all processes, and what publishes them. */
import { z } from 'zod';
import { TurnpikeError } from '../contracts/errors.js';
import type { EventBus } from '../contracts/events.js';
import type { Clock } from '../contracts/host.js';
import type { PluginManifest } from '../contracts/plugin.js';
import {
  repositoryRight,
  type AboutRepository,
  type PlainTopic,
  type PluginTopic,
} from '../contracts/plugin-topics.js';
import { keySchema } from '../config/json-schema.js';
import { createRateLimit } from '../http/rate-limit.js';
import { isSchema } from './faults/declared.js';
import { isObject } from './faults/fault.js';
import type { AnyContext, Unit } from './unit.js';

/** What is declared wrongly is told elsewhere, by name. */
export function plainTopics(live: unknown): PluginManifest['live'] {
  const topics = Object.entries(isObject(live) ? live : {}).filter(
    (one): one is [string, PluginTopic] => isTopic(one[1]),
  );
  return Object.fromEntries(
    topics.map(([name, { hears, payload }]) => [name, { hears, payload: keySchema(payload) }]),
  );
}

const isTopic = (topic: unknown): topic is PluginTopic =>
  isObject(topic) && isSchema(topic['payload']);

/** The other way round: of a plugin that runs in a process of its own. */
export function topicsFrom(live: PluginManifest['live']): Readonly<Record<string, PluginTopic>> {
  const judged = ({ hears, payload }: PlainTopic) => ({
    hears,
    payload: z.fromJSONSchema(payload as never),
  });
  return Object.fromEntries(Object.entries(live).map(([name, topic]) => [name, judged(topic)]));
}

/** Pages are told that there is something to read; what is larger is to be read. */
const MOST_BYTES = 8_192;

/** `ctx.publish` of one plugin. What an ended plugin still tells is heard by nobody. */
export function publisherOf(
  unit: Pick<Unit, 'plugin' | 'definition' | 'scope'>,
  bus: () => EventBus | undefined,
  clock: Clock,
): AnyContext['publish'] {
  const { plugin, definition, scope } = unit;
  const pace = createRateLimit(() => clock.monotonic());
  return async (name, given, about) => {
    if (scope.state !== 'running') return;
    const { hears, payload: schema } = topicOf(plugin, definition.live, name);
    const repositoryId = repositoryOf(plugin, name, hears, about);
    const payload = payloadOf(plugin, name, schema, given);
    if (pace.take(plugin, A_MINUTE) > 0) throw tooFast(plugin, name);
    await bus()?.publish('plugin:published', { plugin, topic: name, repositoryId, payload });
  };
}

function topicOf(plugin: string, live: Unit['definition']['live'] = {}, name: string): PluginTopic {
  const topic = Object.hasOwn(live, name) ? live[name] : undefined;
  if (topic) return topic;
  const known = Object.keys(live);
  throw invalid(
    plugin,
    `${plugin} publishes ${name}, which is no live topic of it.`,
    known.length > 0 ? `Topics: ${known.join(', ')}.` : `Declare it: live: { ${name}: { … } }.`,
  );
}

function repositoryOf(
  plugin: string,
  name: string,
  hears: PluginTopic['hears'],
  about: AboutRepository | undefined,
): number | null {
  const id: unknown = about?.repositoryId;
  const isWanted = repositoryRight(hears) !== undefined;
  if (isWanted ? Number.isSafeInteger(id) : id === undefined) return (id as number) ?? null;
  const wayOut = isWanted
    ? `ctx.publish('${name}', …, { repositoryId }).`
    : `Leave the repository out, or declare that 'repository:read' hears ${name}.`;
  const what = isWanted ? 'without a repository, which it is about' : 'of a repository';
  throw invalid(plugin, `${plugin} publishes ${name} ${what}.`, wayOut);
}

/** As everybody gets it: what JSON does not keep is refused or gone here already. */
function payloadOf(plugin: string, name: string, schema: z.ZodType, given: unknown): unknown {
  const { success, data, error } = schema.safeParse(given);
  if (!success) {
    const [issue] = error.issues;
    const at = [name, ...(issue?.path ?? [])].join('.');
    const wayOut = 'Publish what the topic’s payload declares.';
    throw invalid(plugin, `${plugin} publishes ${at}: ${issue?.message}.`, wayOut);
  }
  const text = JSON.stringify(data ?? null);
  if (Buffer.byteLength(text) <= MOST_BYTES) return JSON.parse(text) as unknown;
  throw invalid(
    plugin,
    `${plugin} publishes ${name} with more than ${MOST_BYTES} bytes.`,
    'Publish an id, and let elements read the rest from a route.',
  );
}

/** All of it at once if need be: a plugin in a loop must not drown what the platform tells. */
const A_MINUTE = 600;

function tooFast(plugin: string, topic: string): TurnpikeError {
  return new TurnpikeError(
    'TURNPIKE_RATE_LIMITED',
    `${plugin} publishes ${topic} more than ${A_MINUTE} times a minute.`,
    { plugin, wayOut: 'Gather what happens, and tell once that something is new.' },
  );
}

function invalid(plugin: string, message: string, wayOut: string): TurnpikeError {
  return new TurnpikeError('TURNPIKE_PLUGIN_INVALID', message, { plugin, wayOut });
}
