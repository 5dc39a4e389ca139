import { createContext } from '@lit/context';
import type { WireSession } from '@turnpike/core/contracts/wire';
import type { LiveClient } from '../data/live.js';

export const sessionContext = createContext<WireSession | undefined>(Symbol('session'));
export const liveContext = createContext<LiveClient>(Symbol('live'));
