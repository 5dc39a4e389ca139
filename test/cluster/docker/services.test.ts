/** Check 17: services are ready before the script begins, on localhost and by name; what goes wrong has a name. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceSidecar } from '@turnpike/sdk';
import { testPlatform } from '@turnpike/sdk/testing';
import { LABEL } from '../../../plugins/executor-docker/src/labels.js';
import { startEngine, whyNoEngine, type TestEngine } from './support/engine.js';
import { executorOn, never, specOf, type TestExecutor } from './support/executor.js';
import { postgresImage, serviceImage } from './support/machine-image.js';
import { skipFor } from './support/skip-for.js';

/** Greets whoever connects to its port, after a while; ends when it is told to. */
const GREETER = `echo "a greeter begins" >&2
exec python3 -c '
import os, socket, time
time.sleep(float(os.environ.get("SLOW", "0")))
server = socket.create_server(("0.0.0.0", int(os.environ["PORT"])))
while True:
    one, _ = server.accept()
    one.sendall(b"hello\\n")
    said = one.recv(9)
    one.close()
    if said == b"bye\\n":
        print("told to go", flush=True)
        os._exit(3)
'`;
const greeter = (name: string, port: number, slow = 0): ServiceSidecar => ({
  name,
  image: 'turnpike-test/greeter:1',
  ports: [port],
  env: { PORT: String(port), SLOW: String(slow) },
});
const ask = (host: string, port: number, word = 'hi\\n'): string =>
  `exec 3<>/dev/tcp/${host}/${port}; printf '${word}' >&3; cat <&3; exec 3<&-\n`;

describe.skipIf(skipFor(whyNoEngine()))('check 17: services of a job on a real engine', () => {
  let engine: TestEngine;
  let subject: TestExecutor;
  const left = async () => (await engine.engine.containers(LABEL.worker)).length;

  beforeAll(async () => {
    engine = await startEngine();
    await engine.load('turnpike-test/greeter:1', serviceImage(GREETER), '/start');
    subject = await executorOn(engine);
  });
  afterAll(async () => {
    await subject?.dispose();
    await engine?.stop();
  });

  it('are there before the script begins, on localhost and by name, however long each takes', async () => {
    const services = [greeter('quick', 7001), greeter('slow', 7002, 4)];
    const script = `set -e\n${ask('localhost', 7001)}${ask('slow', 7002)}${ask('127.0.0.1', 7002)}`;
    const { log, exit } = await subject.run(script, { services });
    expect([log, exit]).toEqual(['hello\nhello\nhello\n', { code: 0 }]);
    expect(await left()).toBe(0);
  });

  it('that want one port are refused before anything is made', async () => {
    const services = [greeter('one', 7001), greeter('two', 7001)];
    await expect(subject.executor.start(specOf({ services }), never)).rejects.toMatchObject({
      blame: 'user',
      message: expect.stringContaining('one and two both want port 7001') as string,
    });
    expect(await left()).toBe(0);
  });

  it('that end before they are ready are named, with their last words', async () => {
    const services = [greeter('fine', 7001), { ...greeter('broken', 7002), env: {} }];
    await expect(subject.executor.start(specOf({ services }), never)).rejects.toMatchObject({
      blame: 'user',
      message: expect.stringMatching(
        /broken ended with 1 before it was ready.*a greeter begins[^]*KeyError/,
      ) as string,
    });
    expect(await left()).toBe(0);
  });

  it('that answer nobody are given up, and named', async () => {
    const patient = await executorOn(engine, { serviceSeconds: 2 });
    const services = [greeter('mute', 7001, 60)];
    await expect(patient.executor.start(specOf({ services }), never)).rejects.toMatchObject({
      blame: 'user',
      message: expect.stringContaining('mute was not ready within 2 seconds') as string,
    });
    await patient.dispose();
    expect(await left()).toBe(0);
  });

  it('that die while the job runs are named in its log, which goes on', async () => {
    const services = [greeter('fragile', 7001), greeter('fine', 7002)];
    const script = `${ask('fragile', 7001, 'bye\\n')}sleep 1; ${ask('fine', 7002)}echo done; exit 1\n`;
    const { log, exit } = await subject.run(script, { services });
    expect(exit).toEqual({ code: 1 });
    expect(log).toMatch(/done\n[^]*The service fragile ended with 3 while the job ran/);
    expect(log).toContain('told to go');
    expect(log).not.toContain('service fine');
  });

  const postgres = postgresImage();
  it.skipIf(!postgres)(
    'are those of .travis.yml: PostgreSQL that needs 20 s is there, with role and database',
    async () => {
      await engine.load('postgres:16', postgres!, '/start');
      const platform = await testPlatform({
        config: {
          worker: { executor: 'docker' },
          'executor-docker': { host: engine.host, images: { pull: 'never' } },
        },
      });
      try {
        const script = [
          'psql -h localhost -U postgres -Atc "select 40 + 2"',
          'psql -h postgresql -U travis -d travis -Atc "select current_user"',
        ];
        const yml = { language: 'shell', os: 'linux', image: 'postgres:16', script };
        const services = { services: ['postgresql'], git: { clone: false } };
        const text = JSON.stringify({ ...yml, ...services });
        const project = await platform.project({ '.travis.yml': text }, { seconds: 180 });
        const log = await project.logs(project.first);
        expect(project.first.state, log).toBe('passed');
        expect(log).toMatch(/^42\r?$/m);
        expect(log).toMatch(/^travis\r?$/m);
      } finally {
        await platform.stop({ force: true });
      }
      expect(await left()).toBe(0);
    },
  );
});
