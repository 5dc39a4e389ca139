import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
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

const OPTIONS = ['BatchMode=yes', 'ConnectTimeout=20', 'ServerAliveInterval=20'];

function throughSsh(target: string, port: number | undefined): Duplex {
  const where = port === undefined ? [] : ['-p', String(port)];
  const words = [...OPTIONS.flatMap((one) => ['-o', one]), '-T', ...where, '--', target];
  return duplexOf(spawn('ssh', [...words, 'docker', 'system', 'dial-stdio'], { stdio: 'pipe' }));
}

/** Input and output of a child as one stream. That it went wrong, and why, is known only once the child has ended. */
function duplexOf(child: ChildProcessWithoutNullStreams): Duplex {
  let said = '';
  const stream = new Duplex({
    read: () => void child.stdout.resume(),
    write: (bytes: Uint8Array, _encoding, done) => void child.stdin.write(bytes, () => done()),
    final: (done) => void child.stdin.end(() => done()),
    destroy(error, done) {
      child.kill();
      done(error);
    },
  });
  child.stdin.on('error', () => undefined);
  child.stdout.on('data', (bytes: Buffer) => {
    if (!stream.push(bytes)) child.stdout.pause();
  });
  child.stderr.on('data', (bytes: Buffer) => (said = `${said}${bytes.toString()}`.slice(-500)));
  child.once('error', (error) => stream.destroy(error));
  child.once('close', (code) => {
    if (code === 0) stream.push(null);
    else stream.destroy(new Error(`ssh ended with ${code}: ${said.trim()}`));
  });
  return stream;
}
