/** A throw-away server of IRC on loopback, and somebody who listens there. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort, untilListening } from './mosquitto.js';

export interface IrcServer {
  readonly port: number;
  /** Somebody with this nick, in this channel; resolves once they are in. */
  listen(nick: string, channel: string): Promise<IrcListener>;
  stop(): Promise<void>;
}

export interface IrcListener {
  /** All that others said there so far: `nick VERB text`. */
  readonly heard: readonly string[];
  say(line: string): void;
}

const config = (port: number): string => `
[Global]
  Name = irc.example.net
  Info = made up
  Listen = 127.0.0.1
  Ports = ${port}
  ServerUID = nobody
  ServerGID = nogroup
[Limits]
  MaxConnectionsIP = 0
  MaxPenaltyTime = 0
[Options]
  DNS = no
  Ident = no
  PAM = no
[Channel]
  Name = #locked
  Key = letmein
  Modes = k
`;

export async function startNgircd(binary: string): Promise<IrcServer> {
  const folder = await mkdtemp(join(tmpdir(), 'turnpike-irc-'));
  const port = await freePort();
  const file = join(folder, 'ngircd.conf');
  await writeFile(file, config(port));
  const child = spawn(binary, ['-n', '-f', file], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await untilListening(port);
  return {
    port,
    listen: (nick, channel) => listen(port, nick, channel),
    async stop() {
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function listen(port: number, nick: string, channel: string): Promise<IrcListener> {
  const heard: string[] = [];
  const socket = connect(port, '127.0.0.1');
  // The server goes first, at the end.
  socket.on('error', () => undefined);
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  const isIn = new Promise<void>((resolve, reject) => {
    socket.on('close', () => reject(new Error(`${nick} was sent away from ${channel}`)));
    createInterface({ input: socket }).on('line', (line) => {
      const [, who = '', verb = '', , text = ''] =
        /^:([^ !]+)\S* (PRIVMSG|NOTICE) (\S+) :(.*)$/.exec(line) ?? [];
      if (verb !== '' && who.includes('.') === false) heard.push(`${who} ${verb} ${text}`);
      if (line.startsWith('PING')) say(line.replace('PING', 'PONG'));
      if (/ 001 /.test(line)) say(`JOIN ${channel}`);
      if (/ 366 /.test(line)) resolve();
    });
  });
  say(`NICK ${nick}`);
  say(`USER ${nick} 0 * :${nick}`);
  await isIn;
  return { heard, say };
}
