/** What one caller may ask over all its sockets: a person, or the address of a visitor. */
import { type Principal } from '@turnpike/sdk';
import { LIVE_CLOSE } from '@turnpike/sdk/platform';

/** Tabs of one person, or of visitors behind one address. */
const MOST_SOCKETS = 100;
/** Topics of all sockets together: each costs a look at every sweep. */
const MOST_TOPICS = 2_000;
/** A topic that is asked for reads rights from the database, a message costs little more than its bytes. */
const ASKS = { most: 2_000, perSecond: 100 };
const BYTES = { most: 1_048_576, perSecond: 65_536 };

/** Why a socket is closed, for its close frame. */
export interface Excess {
  readonly code: number;
  readonly reason: string;
}

export interface Allowances {
  /** A socket of this caller; give it back when it has gone. */
  open(caller: string): Allowance | Excess;
}

export interface Allowance {
  /** Of a message that came, before it is read; undefined: it may be. */
  message(bytes: number): Excess | undefined;
  /** Of topics that are asked for. */
  asks(topics: number): Excess | undefined;
  /** So many topics this socket has now. */
  holds(topics: number): Excess | undefined;
  close(): void;
}

interface Caller {
  sockets: number;
  topics: number;
  readonly takeAsks: Take;
  readonly takeBytes: Take;
}
type Take = (amount: number) => boolean;

export const isExcess = (found: Allowance | Excess): found is Excess => 'reason' in found;

export function createAllowances(now: () => number = () => performance.now()): Allowances {
  const callers = new Map<string, Caller>();

  const enter = (key: string): Caller => {
    const known = callers.get(key);
    if (known) return known;
    const fresh = {
      sockets: 0,
      topics: 0,
      takeAsks: bucket(ASKS, now),
      takeBytes: bucket(BYTES, now),
    };
    callers.set(key, fresh);
    return fresh;
  };

  return {
    open(key) {
      forgetIdle(callers);
      const caller = enter(key);
      if (caller.sockets >= MOST_SOCKETS) return excess('too many connections');
      caller.sockets += 1;
      let held = 0;
      const hold = (topics: number): void => {
        caller.topics += topics - held;
        held = topics;
      };
      return {
        message: (bytes) => {
          if (!caller.takeBytes(bytes)) return excess('too many bytes');
          return caller.takeAsks(1) ? undefined : excess('too many messages');
        },
        asks: (topics) => (caller.takeAsks(topics) ? undefined : excess('too many subscriptions')),
        holds(topics) {
          hold(topics);
          return caller.topics > MOST_TOPICS ? excess('too many topics') : undefined;
        },
        close() {
          hold(0);
          caller.sockets -= 1;
        },
      };
    },
  };
}

/** Whoever comes again at once has no new allowance: only full ones are forgotten. */
function forgetIdle(callers: Map<string, Caller>): void {
  if (callers.size < 1_000) return;
  for (const [key, { sockets, takeAsks, takeBytes }] of callers)
    if (sockets === 0 && takeAsks(0) && takeBytes(0)) callers.delete(key);
}

function bucket({ most, perSecond }: { most: number; perSecond: number }, now: () => number): Take {
  let left = most;
  let at = now();
  return (amount) => {
    const time = now();
    left = Math.min(most, left + ((time - at) / 1000) * perSecond);
    at = time;
    if (amount === 0) return left === most;
    if (left < amount) return false;
    left -= amount;
    return true;
  };
}

function excess(reason: string): Excess {
  return { code: LIVE_CLOSE.tooMany, reason };
}

/** Whose sockets are counted together. */
export function callerOf(principal: Principal, ip: string): string {
  return principal.kind === 'user' ? `user:${principal.userId}` : `${principal.kind}:${ip}`;
}
