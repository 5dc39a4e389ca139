import { spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import type { Address } from './address.js';

/** What proves who is who over TCP. */
export interface Keys {
  readonly ca: string | Buffer;
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
}

/** Opens connections to an engine. */
export type Dial = () => Duplex;

export function createDial(address: Address, keys: Keys | undefined): Dial {
  if (address.kind === 'unix') return () => connect({ path: address.path });
  if (address.kind === 'ssh') return () => throughSsh(address.target, address.port);
  const { host, port } = address;
  if (!keys) return () => quick(connect({ host, port }));
  return () => quick(connectTls({ host, port, ...keys }));
}

/** Beats and small requests shall not wait for more bytes. */
function quick(socket: Socket): Socket {
  socket.setNoDelay(true);
  socket.setKeepAlive(true, 30_000);
  return socket;
}

function throughSsh(target: string, port: number | undefined): Duplex {
  const options = [
    '-o',
    'BatchMode=yes',
    '-o',
    'ConnectTimeout=20',
    '-o',
    'ServerAliveInterval=20',
  ];
  const where = port === undefined ? [] : ['-p', String(port)];
  const words = ['docker', 'system', 'dial-stdio'];
  const child = spawn('ssh', [...options, '-T', ...where, '--', target, ...words], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const stream = Duplex.from({ readable: child.stdout, writable: child.stdin });
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said = `${said}${bytes.toString()}`.slice(-500)));
  child.once('error', (error) => stream.destroy(error));
  child.once('close', (code) => {
    if (code !== 0) stream.destroy(new Error(`ssh ended with ${code}: ${said.trim()}`));
  });
  stream.once('close', () => child.kill());
  return stream;
}
