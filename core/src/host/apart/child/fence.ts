/**
 * Takes away what Node's permission model leaves: signals to other processes, and connections. Beside the walls of the
 * kernel, where there are some; in their place, where there are none. Before any line of the plugin runs.
 */
import dgram from 'node:dgram';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import os from 'node:os';

export interface FenceOptions {
  /** Does the plugin declare to open connections by itself? */
  readonly hasNetwork: boolean;
}

export function fence({ hasNetwork }: FenceOptions): void {
  for (const name of ['kill', '_kill', '_debugProcess', '_debugEnd', 'binding', 'dlopen'])
    refuse(process, name, `process.${name}`);
  refuse(os, 'setPriority', 'os.setPriority');
  if (!hasNetwork) {
    refuse(net.Socket.prototype, 'connect', 'A connection of its own');
    refuse(net.Server.prototype, 'listen', 'A port of its own');
    for (const name of ['bind', 'connect', 'send', 'sendto', 'addMembership'])
      refuse(dgram.Socket.prototype, name, 'A datagram of its own');
  }
  syncBuiltinESMExports();
}

function refuse(owner: object, name: string, what: string): void {
  const value = (): never => {
    throw new Error(`${what} is not allowed to a plugin in a process of its own. ${WAY_OUT}`);
  };
  Object.defineProperty(owner, name, { value, writable: false, configurable: false });
}
const WAY_OUT = 'Reach hosts through the token `outbound`.';
