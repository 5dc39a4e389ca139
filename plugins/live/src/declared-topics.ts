/** What installed plugins declare of their topics: in every process, whether they run in it or not. */
import type { Events, InstalledPlugins, PlainTopic, TurnpikeEvent } from '@turnpike/sdk';
import { repositoryRight } from '@turnpike/sdk/platform';

type TopicOf = (plugin: string, topic: string) => PlainTopic | undefined;

/** Read each time: another version may have taken the plugin's place. */
export function topicsOf({ manifests }: Pick<InstalledPlugins, 'manifests'>): TopicOf {
  return (plugin, topic) => {
    const { live = {} } = manifests.find(({ id }) => id === plugin) ?? {};
    return Object.hasOwn(live, topic) ? live[topic] : undefined;
  };
}

/** Of a process with another version of the plugin nobody could say who may hear it. */
export function isDeclared(event: TurnpikeEvent, topicOf: TopicOf): boolean {
  if (event.name !== 'plugin:published') return true;
  const { plugin, topic, repositoryId } = event.data as Events['plugin:published'];
  const declared = topicOf(plugin, topic);
  if (!declared) return false;
  return repositoryRight(declared.hears) === undefined
    ? repositoryId === null
    : Number.isSafeInteger(repositoryId);
}
