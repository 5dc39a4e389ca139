/** One socket: its channels, and for whom each was let in. */
import { isTurnpikeError, type Principal } from '@turnpike/sdk';
import { notFound } from '@turnpike/sdk/store';
import { createRights, type Rights, type RightsPorts } from '../rights.js';
import type { Channel } from './channels.js';
import { frame } from './frames.js';

export interface ListenerPorts extends RightsPorts {
  readonly socketId: string;
  /** Who opened the socket: for channels that need no ticket. */
  readonly visitor: Principal;
  send(text: string): void;
  close(code: number, reason: string): void;
}

interface Subscription {
  readonly channel: Channel;
  readonly rights: Rights;
}

export interface Listener {
  readonly socketId: string;
  /** Names as the client wrote them. */
  readonly names: readonly string[];
  readonly jobs: readonly number[];
  /** Throws NotFoundError and NotAllowedError; `user`: of the ticket. */
  subscribe(name: string, channel: Channel, user: Principal | undefined): Promise<void>;
  unsubscribe(name: string): void;
  /** An event of a repository, and of a job where it is of one. */
  hear(event: string, data: object, of: { repositoryId: number; jobId?: number }): Promise<void>;
  /** Something of a job's log, for its own channels only. */
  hearLog(jobId: number, data: object): void;
  /** false: somebody in it may no longer hear of what they hear. */
  isStillAllowed(userNow: (id: number) => Promise<Principal | undefined>): Promise<boolean>;
  close(code: number, reason: string): void;
}

export function createListener(ports: ListenerPorts): Listener {
  const subscriptions = new Map<string, Subscription & { readonly who: Principal }>();

  async function letIn(channel: Channel, who: Principal): Promise<Rights> {
    const rights = createRights(who, ports);
    if (channel.kind === 'common') return rights;
    if (channel.kind === 'user') mustBe(who, channel.id);
    else await rights.grant({ kind: channel.kind, name: channel.name, id: channel.id });
    return rights;
  }

  function listening(of: { repositoryId: number; jobId?: number }) {
    return [...subscriptions].filter(([, { channel }]) => {
      if (channel.kind === 'repo') return channel.id === of.repositoryId;
      if (channel.kind === 'job') return channel.id === of.jobId;
      return true;
    });
  }

  return {
    socketId: ports.socketId,
    get names() {
      return [...subscriptions.keys()];
    },
    get jobs() {
      const all = [...subscriptions.values()];
      return all.flatMap(({ channel }) => (channel.kind === 'job' ? [channel.id] : []));
    },
    async subscribe(name, channel, user) {
      const who = user ?? ports.visitor;
      subscriptions.set(name, { channel, who, rights: await letIn(channel, who) });
    },
    unsubscribe: (name) => void subscriptions.delete(name),
    async hear(event, data, of) {
      for (const [name, { rights }] of listening(of))
        if (await rights.mayRead(of.repositoryId)) ports.send(frame(event, data, name));
    },
    hearLog(jobId, data) {
      for (const [name, { channel }] of subscriptions)
        if (channel.kind === 'job' && channel.id === jobId)
          ports.send(frame('job:log', data, name));
    },
    async isStillAllowed(userNow) {
      for (const [name, { channel, who }] of subscriptions) {
        const now = who.kind === 'user' ? await userNow(who.userId) : who;
        const rights = now && (await letIn(channel, now).catch(whereRefused));
        if (!now || !rights) return false;
        subscriptions.set(name, { channel, who: now, rights });
      }
      return true;
    },
    close: ports.close,
  };
}

/** Throws NotFoundError for the channel of somebody else. */
function mustBe(who: Principal, id: number): void {
  if (who.kind !== 'user' || who.userId !== id) throw notFound('channel');
}

/** What cannot be asked now is no refusal. */
function whereRefused(error: unknown): undefined {
  if (!isTurnpikeError(error) || error.status >= 500) throw error;
}
