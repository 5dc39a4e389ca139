/** A platform whose logs and files lie on S3: a build, S3 that goes away meanwhile, the way there and back, the backup. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WireBuild } from '@turnpike/core/contracts';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { apiClient } from '../support/api-client.js';
import { freePort } from '../support/mosquitto.js';
import { cliAccess, root, startProcess, turnpike } from '../support/process.js';
import { makeProject } from '../support/project.js';
import { startS3 } from '../support/s3-server.js';
import { has } from './builds/build.js';
import { addRepository, outcomeOf } from './scenario.js';

const YML = `
language: shell
cache: {directories: [kept]}
script:
  - for i in $(seq 1 2000); do echo "line $i of the log"; done
  - mkdir -p kept out && echo cached > kept/a && head -c 20000000 /dev/zero > out/large && echo small > out/small
workspaces: {create: {name: w, paths: [out]}}
addons: {artifacts: {paths: [out]}}
`;
interface Artifacts {
  readonly artifacts: readonly { readonly '@href': string; readonly path: string }[];
}

/** What the guide says is done as it stands there. */
const guide = readFileSync(join(root, 'config/guide/s3.md'), 'utf8');
const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(guide)![1]!;
const written = (bucket: string, endpoint: string): Record<string, object> =>
  parse(
    block('yaml').replace('BUCKET', bucket).replace('https://s3.example.com', endpoint),
  ) as Record<string, object>;
const migration = block('sh').trim().split(' ').slice(1, 3);

const folder = mkdtempSync(join(tmpdir(), 'turnpike-on-s3-'));
const server = await startS3();
const undo: (() => unknown)[] = [];
afterAll(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
  await server?.remove();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const keys = () => ({
  AWS_ACCESS_KEY_ID: server!.root.accessKey,
  AWS_SECRET_ACCESS_KEY: server!.root.secretKey,
});

/** Beside the test: the server of S3 answers meanwhile. */
function cli(...args: readonly string[]): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [turnpike, ...args], {
      cwd: root,
      env: { ...process.env, ...keys() },
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => void (text += chunk.toString()));
    child.once('exit', (code) => resolve({ code, text }));
  });
}

describe.skipIf(!server || !has('curl'))('a platform on S3', () => {
  it('builds, is backed up with a word of where logs are, and is carried to a disk and back', async () => {
    const bucket = await server!.bucket();
    const said = written(bucket, server!.endpoint);
    const start = async (store: 'fs' | 's3', file: string) => {
      const platform = await startProcess({
        ...{ name: store, folder: join(folder, file) },
        config: {
          http: { port: await freePort() },
          'vcs-git': { pollSeconds: 1 },
          dataDir: join(folder, 'data'),
          ...said,
          'store-s3': { ...said['store-s3'], downloads: 'redirect' },
          ...(store === 's3' ? {} : { logs: { store }, storage: { store } }),
        },
        env: keys(),
      });
      undo.push(() => platform.stop());
      const access = await cliAccess(join(folder, 'data'));
      return { platform, access, api: apiClient(access.url, access.token) };
    };
    const first = await start('s3', 'first');
    const project = makeProject(join(folder, 'project'));
    const sha = project.push({ '.travis.yml': YML });
    const repository = addRepository(first.access, project.path, 'acme/project', '--hook');
    expect((await outcomeOf(first.api, repository, sha, 120)).state).toBe('passed');
    const { builds } = await first.api.get<{ builds: WireBuild[] }>(
      `/v3/repo/${repository}/builds?include=build.jobs`,
    );
    const [{ id, jobs }] = builds as [WireBuild];
    const log = `/v3/job/${jobs![0]!.id}/log.txt`;
    const text = await first.api.text(log);
    expect(text).toContain('line 2000 of the log');

    const { artifacts } = await first.api.get<Artifacts>(`/v3/build/${id}/artifacts`);
    const large = artifacts.find(({ path }) => path.endsWith('large'))!;
    const headers = { authorization: `token ${first.access.token}` };
    const sent = await fetch(`${first.access.url}${large['@href']}`, {
      headers,
      redirect: 'manual',
    });
    expect([sent.status, sent.headers.get('cache-control')]).toEqual([302, 'no-store']);
    const fetched = await fetch(sent.headers.get('location')!);
    expect(fetched.headers.get('content-disposition')).toMatch(/^attachment/);
    expect((await fetched.arrayBuffer()).byteLength).toBe(20_000_000);
    const small = artifacts.find(({ path }) => path.endsWith('small'))!;
    expect(await first.api.text(small['@href'])).toBe('small\n');

    const config = join(folder, 'first', 'turnpike.yml');
    const made = await cli('backup', join(folder, 'backup.tar.gz'), '--config', config);
    expect(made, made.text).toMatchObject({ code: 0 });
    for (const part of ['logs', 'artifacts', 'caches', 'workspaces'])
      expect(made.text).toContain(`NOT ${part}: they lie in s3://${bucket}/turnpike`);
    const verified = await cli(
      'backup',
      'verify',
      join(folder, 'backup.tar.gz'),
      '--config',
      config,
    );
    expect(verified, verified.text).toMatchObject({ code: 0 });

    const carry = (from: string, to: string, ...more: string[]) =>
      cli(...migration, '--from', from, '--to', to, '--config', config, ...more);
    // The server runs, and has the database.
    expect(await carry('s3', 'fs')).toMatchObject({
      code: 1,
      text: expect.stringContaining('TURNPIKE_STORE_IN_USE') as string,
    });
    await first.platform.stop();
    expect(await carry('s3', 'tape')).toMatchObject({
      text: expect.stringMatching(/There is no store `tape` here[\s\S]*fs, s3/) as string,
    });
    const back = await carry('s3', 'fs', '--remove');
    expect(back, back.text).toMatchObject({ code: 0 });
    expect(back.text).toContain('logs: 1 carried');
    expect(back.text).toContain('files: 4 carried');
    const again = await carry('s3', 'fs');
    expect(again, again.text).toMatchObject({ code: 0 });
    expect(again.text).toContain('1 were there already');
    const second = await start('fs', 'second');
    expect(await second.api.text(log)).toBe(text);
    expect(await second.api.text(small['@href'])).toBe('small\n');
    await second.platform.stop();
    expect(await carry('fs', 's3')).toMatchObject({ code: 0 });
    const third = await start('s3', 'third');
    expect(await third.api.text(log)).toBe(text);

    // A build while S3 is away: it runs to its end, which waits.
    const slow = project.push({
      '.travis.yml':
        'language: shell\nscript: for i in 1 2 3 4 5 6; do echo "tick $i"; sleep 1; done\n',
    });
    const ticks = async (): Promise<string> => {
      const found = await third.api.get<{ builds: WireBuild[] }>(
        `/v3/repo/${repository}/builds?include=build.jobs`,
      );
      const job = found.builds[0]?.jobs?.[0];
      if (!job || job.id === jobs![0]!.id) return '';
      return third.api.text(`/v3/job/${job.id}/log.txt`).catch(() => '');
    };
    await expect.poll(ticks).toContain('tick 1');
    await server!.kill();
    await expect.poll(ticks).toContain('tick 6');
    await server!.start();
    const outcome = await outcomeOf(third.api, repository, slow, 120);
    expect(outcome).toMatchObject({ state: 'passed', logsSealed: true });
  }, 400_000);

  it('refuses to start with a setting that is wrong, and says which', async () => {
    const bucket = await server!.bucket();
    const { accessKey } = server!.root;
    const started = startProcess({
      ...{ name: 'wrong', folder: join(folder, 'wrong') },
      config: {
        http: { port: await freePort() },
        logs: { store: 's3' },
        'store-s3': { bucket, endpoint: server!.endpoint, accessKey, secretKey: 'wrong' },
      },
    });
    await expect(started).rejects.toThrow(/TURNPIKE_OBJECTS_KEY[\s\S]*store-s3\.secretKey/);
  });

  it('says what to configure where there is no bucket', async () => {
    const started = startProcess({
      ...{ name: 'none', folder: join(folder, 'none') },
      config: { http: { port: await freePort() }, logs: { store: 's3' } },
    });
    await expect(started).rejects.toThrow(/There is no log store `s3` here[\s\S]*store-s3\.bucket/);
  });
});
