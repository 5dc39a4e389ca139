/** Debian's sshd on loopback, and an `ssh` first on PATH that knows it, as an operator's own configuration would. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { userInfo } from 'node:os';
import { freePort } from '../../../support/mosquitto.js';
import type { TestEngine } from './engine.js';

const SSHD = '/usr/sbin/sshd';
export const whyNoSsh = (): string | undefined =>
  existsSync(SSHD) && existsSync('/usr/bin/ssh') ? undefined : 'not installed: openssh-server';

export interface TestSsh {
  /** For `executor-docker.host`. */
  readonly host: string;
  /** Goes before PATH. */
  readonly programs: string;
  stop(): void;
}

/** Whoever logs in there finds the engine by its environment. */
export async function startSsh(engine: TestEngine): Promise<TestSsh> {
  const { folder } = engine;
  const at = (name: string): string => join(folder, name);
  const port = await freePort();
  for (const name of ['host-key', 'user-key']) {
    execFileSync('/usr/bin/ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(name)]);
  }
  execFileSync('cp', [at('user-key.pub'), at('authorized')]);
  execFileSync('sh', ['-c', `sed "s/^/[127.0.0.1]:${port} /" host-key.pub >known`], {
    cwd: folder,
  });
  const server = [
    ...[`Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${at('host-key')}`],
    ...[`AuthorizedKeysFile ${at('authorized')}`, 'StrictModes no', 'UsePAM no'],
    ...['PermitRootLogin prohibit-password', 'PasswordAuthentication no', 'PidFile none'],
    // The programs of this very test run, wherever they are installed.
    ...[`SetEnv DOCKER_HOST=${engine.host} PATH=${process.env['PATH'] ?? ''}`],
  ];
  writeFileSync(at('sshd.conf'), `${server.join('\n')}\n`);
  const client = [`IdentityFile ${at('user-key')}`, `UserKnownHostsFile ${at('known')}`];
  writeFileSync(at('ssh.conf'), `${client.join('\n')}\nStrictHostKeyChecking yes\n`);
  const programs = at('programs');
  mkdirSync(programs);
  const wrapper = join(programs, 'ssh');
  writeFileSync(wrapper, `#!/bin/sh\nexec /usr/bin/ssh -F ${at('ssh.conf')} "$@"\n`);
  chmodSync(wrapper, 0o755);
  // It wants this folder, which Debian's unit would make.
  mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const child = spawn(SSHD, ['-D', '-f', at('sshd.conf')], { stdio: 'ignore' });
  return {
    host: `ssh://${userInfo().username}@127.0.0.1:${port}`,
    programs,
    stop: () => void child.kill(),
  };
}
