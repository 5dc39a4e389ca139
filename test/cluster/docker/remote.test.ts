/** An engine of another machine: over TCP with TLS, and through ssh, against the real ones. */
import { spawn } from 'node:child_process';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, whyNoEngine, type TestEngine } from './support/engine.js';
import { executorOn } from './support/executor.js';
import { makeKeys } from './support/keys.js';
import { startSsh, whyNoSsh, type TestSsh } from './support/ssh.js';
import { skipFor } from './support/skip-for.js';
import { until } from '../../support/api-client.js';

const PORT = 2_376;
/** More than one of a window: what a beat cannot acknowledge stands still. */
const SCRIPT = 'echo begun; seq 1 300000; echo ended; exit 3\n';

describe.skipIf(skipFor(whyNoEngine() ?? whyNoSsh()))('an engine of another machine', () => {
  let engine: TestEngine;
  let ssh: TestSsh;
  /** From this machine's loopback to that of the engine's network, byte for byte. */
  let relay: Server;
  let port = 0;
  const path = process.env['PATH'];

  beforeAll(async () => {
    engine = await startEngine((folder) => {
      makeKeys(folder);
      const at = (name: string): string => join(folder, name);
      return [
        ...['-H', `tcp://127.0.0.1:${PORT}`, '--tlsverify', '--tlscacert', at('ca.pem')],
        ...['--tlscert', at('server.pem'), '--tlskey', at('server.key')],
      ];
    });
    relay = createServer((socket) => {
      const there = ['busybox', 'nc', '127.0.0.1', String(PORT)];
      const net = engine.network;
      const child = spawn('nsenter', [`--net=${net}`, ...there], { stdio: 'pipe' });
      socket.pipe(child.stdin).on('error', () => undefined);
      child.stdout.pipe(socket);
      socket.on('error', () => undefined).on('close', () => child.kill());
    });
    await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
    port = (relay.address() as AddressInfo).port;
    ssh = await startSsh(engine);
    process.env['PATH'] = `${ssh.programs}:${path}`;
  });
  afterAll(async () => {
    process.env['PATH'] = path;
    ssh?.stop();
    relay?.close();
    await engine?.stop();
  });

  const tls = (name: string) => ({
    ca: join(engine.folder, 'ca.pem'),
    cert: join(engine.folder, `${name}.pem`),
    key: join(engine.folder, `${name}.key`),
  });
  async function works(host: string, config: Readonly<Record<string, unknown>>): Promise<void> {
    const subject = await executorOn({ ...engine, host }, config);
    const { log, exit } = await subject.run(SCRIPT);
    expect(subject.executor.warnings.join('\n')).not.toContain('without TLS');
    await subject.dispose();
    const lines = log.trim().split('\n');
    expect([lines[0], lines.length, lines.at(-1), exit]).toEqual([
      'begun',
      300_002,
      'ended',
      { code: 3 },
    ]);
  }

  it('runs jobs over TCP with TLS', () => works(`tcp://127.0.0.1:${port}`, { tls: tls('client') }));

  it.each([
    ['a certificate that nobody signed', () => ({ tls: tls('stranger') })],
    ['no certificate', () => ({})],
  ])('lets nobody in with %s', async (_what, config) => {
    const subject = executorOn({ ...engine, host: `tcp://127.0.0.1:${port}` }, config());
    await expect(subject).rejects.toThrow(/There is no engine at tcp:/);
  });

  it('runs jobs through ssh', async () => {
    await until('sshd', async () => works(ssh.host, {}).then(() => true), 60);
  });

  it('says what ssh says where it is not let in', async () => {
    process.env['PATH'] = path;
    try {
      await expect(executorOn({ ...engine, host: ssh.host })).rejects.toThrow(
        /There is no engine at ssh:.*(?:Host key verification failed|Permission denied)/s,
      );
    } finally {
      process.env['PATH'] = `${ssh.programs}:${path}`;
    }
  });
});
