/** One browser's subscriptions: what it asks, what it may, and what is told to it. */
import { type Logger, type Principal, type TurnpikeEvent } from '@turnpike/sdk';
import { LIVE_CLOSE, type LiveMessage } from '@turnpike/sdk/platform';
import type { Allowance, Excess } from './allowance.js';
import type { Connection } from './connection.js';
import { isOpen, repositoryIdOf } from './interest.js';
import type { LogFeeds } from './log-feeds.js';
import { eventText, parseRequest } from './messages.js';
import { createRights, refusalOf, type Granted, type RightsPorts } from './rights.js';
import { buildStateEvent, jobStateEvent } from './state-events.js';
import type { TopicIndex } from './topic-index.js';
import { parseTopic, type Topic } from './topics.js';

const MOST_TOPICS = 200;

export interface LiveSession {
  /** A text that came over the socket. */
  receive(text: string): Promise<void>;
  /** `names`: those of its topics that the event is of. */
  hear(names: readonly string[], event: TurnpikeEvent): Promise<void>;
  /** Asks for all rights again, of who one is now; topics that one may no longer hear of are ended. */
  checkAgain(principal: Principal): Promise<void>;
  /** Topics of events (not of logs). */
  readonly topics: readonly string[];
  send(message: LiveMessage): void;
  close(code: number, reason: string): void;
  /** The socket has gone. */
  end(): void;
}

export interface LiveSessionPorts extends RightsPorts {
  readonly principal: Principal;
  readonly connection: Connection;
  readonly allowance: Pick<Allowance, 'asks' | 'holds'>;
  readonly feeds: LogFeeds;
  /** Where its topics of events are entered. */
  readonly index: TopicIndex<LiveSession>;
  readonly log: Logger;
}

export function createLiveSession(ports: LiveSessionPorts): LiveSession {
  const { allowance, connection, feeds, index } = ports;
  const topics = new Map<string, { readonly topic: Topic; readonly undo: () => void }>();
  let rights = createRights(ports.principal, ports);

  async function subscribe(asked: readonly string[]): Promise<void> {
    const granted: string[] = [];
    const states: TurnpikeEvent[] = [];
    for (const text of asked) {
      const found = await grant(text);
      if (!found) continue;
      granted.push(text);
      add(found.topic);
      states.push(...statesOf(found.topic, found.granted));
    }
    if (granted.length > 0) connection.send({ subscribed: granted });
    // Whoever comes late is right at once: the state now, as if it had just been told.
    for (const event of states) tell([], event);
  }

  async function grant(text: string): Promise<{ topic: Topic; granted: Granted } | undefined> {
    const topic = parseTopic(text);
    try {
      if (topic) return { topic, granted: await rights.grant(topic) };
      refuse(text, { error_type: 'wrong_params', error_message: 'There is no such topic.' });
    } catch (error) {
      refuse(text, refusalOf(error));
    }
    return undefined;
  }

  function refuse(topic: string, why: ReturnType<typeof refusalOf>): void {
    connection.send({ refused: { topic: topic.slice(0, 100), ...why } });
  }

  /** A log that is asked for again goes on from the new offset. */
  function add(topic: Topic): void {
    remove(topic.name);
    const undo = topic.kind === 'log' ? followLog(topic) : listenTo(topic.name);
    topics.set(topic.name, { topic, undo });
  }

  function listenTo(name: string): () => void {
    index.add(name, session);
    return () => index.remove(name, session);
  }

  function followLog(topic: Extract<Topic, { kind: 'log' }>): () => void {
    const { jobId, run, offset, name } = topic;
    const ended = (): void => void topics.delete(name);
    return feeds.follow({ jobId, run }, offset, { connection, ended });
  }

  function remove(name: string): void {
    topics.get(name)?.undo();
    topics.delete(name);
  }

  function tell(names: readonly string[], event: TurnpikeEvent): void {
    connection.tell(names, eventText(event));
  }

  function excessOf(asked: number): Excess | undefined {
    if (topics.size + asked > MOST_TOPICS)
      return { code: LIVE_CLOSE.tooMany, reason: 'too many topics' };
    if (asked === 0) return undefined;
    return allowance.asks(asked) ?? allowance.holds(topics.size + asked);
  }

  const session: LiveSession = {
    async receive(text) {
      const wanted = parseRequest(text);
      if (!wanted) return;
      if (wanted.ping !== undefined) connection.send({ pong: wanted.ping });
      for (const name of wanted.unsubscribe) remove(parseTopic(name)?.name ?? name);
      const tooMuch = excessOf(wanted.subscribe.length);
      if (tooMuch) return connection.close(tooMuch.code, tooMuch.reason);
      await subscribe(wanted.subscribe);
      allowance.holds(topics.size);
    },
    async hear(names, event) {
      // `repos` was granted to everybody; the others each for their own repository.
      const needsRight = names.every(isOpen);
      const repositoryId = repositoryIdOf(event);
      if (needsRight && repositoryId !== null && !(await rights.mayHear(event, repositoryId)))
        return;
      tell(names, event);
    },
    async checkAgain(principal) {
      rights = createRights(principal, ports);
      for (const [name, { topic }] of [...topics]) {
        try {
          await rights.grant(topic);
        } catch (error) {
          remove(name);
          refuse(name, refusalOf(error));
        }
      }
    },
    get topics() {
      return [...topics.keys()].filter((name) => !name.startsWith('log:'));
    },
    send: (message) => connection.send(message),
    close: (code, reason) => connection.close(code, reason),
    end: () => {
      for (const name of [...topics.keys()]) remove(name);
    },
  };
  return session;
}

function statesOf(topic: Topic, { build, job }: Granted): readonly TurnpikeEvent[] {
  if (topic.kind === 'build' && build) return [buildStateEvent(build)];
  return topic.kind === 'job' && job ? [jobStateEvent(job)] : [];
}
