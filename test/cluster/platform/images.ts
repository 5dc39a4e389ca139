/** The product's images and what a trial of it runs beside, of this machine's own files: nothing is pulled. */
import { chmod, cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { lastOf, readDockerfile } from '../../support/dockerfile.js';
import { root as clone } from '../../support/root.js';
import { run } from '../plane/shell.js';
import { buildImage, type Image, type ImageOptions } from '../support/image.js';
import { addBusybox, addPrograms, layRoot } from '../support/machine-files.js';
import { product } from './product.js';

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';
const GIT_CORE = '/usr/lib/git-core';
const POSTGRES = '/usr/lib/postgresql';

type Options = Pick<ImageOptions, 'name'> & Partial<ImageOptions>;

/** `folder` is where its archive goes. */
async function made(
  folder: string,
  options: Options,
  fill: (root: string) => Promise<void>,
): Promise<Image> {
  const root = await mkdtemp(join(tmpdir(), 'turnpike-image-'));
  const file = join(folder, `${options.name.replaceAll(/[^\w.]/g, '-')}.tar`);
  try {
    await layRoot(root);
    await fill(root);
    return await buildImage({ root, file, ...options });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Target `server`: the packed product where the Dockerfile puts it, started as the Dockerfile says. */
export async function serverImage(folder: string, name: string): Promise<Image> {
  const server = readDockerfile().stages.find((stage) => stage.name === 'server')!;
  const env = Object.fromEntries(
    lastOf(server, 'ENV')
      .split(' ')
      .map((pair) => pair.split('=') as [string, string]),
  );
  const options = {
    name,
    env: { PATH: '/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...env },
    user: lastOf(server, 'USER'),
    workingDir: lastOf(server, 'WORKDIR'),
    entrypoint: JSON.parse(lastOf(server, 'ENTRYPOINT')) as string[],
    command: JSON.parse(lastOf(server, 'CMD')) as string[],
  };
  return made(folder, options, async (root) => {
    const ofDebian = ['tini', 'flock', 'tar', 'gzip', 'getent'].map((one) => `/usr/bin/${one}`);
    await addPrograms(root, [process.execPath, ...ofDebian, ...(await machineCode())]);
    await addGit(root);
    await addBusybox(root);
    await cp(product, join(root, 'opt/turnpike'), { recursive: true, verbatimSymlinks: true });
    for (const place of ['etc/turnpike', 'usr/local/bin', 'data'])
      await mkdir(join(root, place), { recursive: true });
    await cp(join(clone, 'config/docker/turnpike.yml'), join(root, 'etc/turnpike/turnpike.yml'));
    await symlink('/opt/turnpike/node_modules/.bin/turnpike', join(root, 'usr/local/bin/turnpike'));
  });
}

/** Of the C library, which modules of machine code may want: nobody else names them. */
async function machineCode(): Promise<readonly string[]> {
  const [, libc = ''] = /=> (\S+libc\.so\.6)/.exec(await run('ldd', [process.execPath])) ?? [];
  const names = ['librt.so.1', 'libpthread.so.0', 'libdl.so.2', 'libutil.so.1', 'libgcc_s.so.1'];
  return [...names, 'libresolv.so.2', 'libstdc++.so.6'].map((one) => join(dirname(libc), one));
}

async function addGit(root: string): Promise<void> {
  const remotes = ['git-remote-http', 'git-remote-https', 'git'].map((one) => join(GIT_CORE, one));
  await addPrograms(root, ['/usr/bin/git', '/usr/bin/bash', ...remotes]);
  const templates = '/usr/share/git-core/templates';
  await cp(templates, join(root, templates), { recursive: true });
  await mkdir(join(root, dirname(CERTIFICATES)), { recursive: true });
  await cp(CERTIFICATES, join(root, CERTIFICATES));
}

/** What jobs run in: bash, git, the usual small tools. */
export const jobImage = (folder: string, name: string): Promise<Image> =>
  made(folder, { name, command: ['/bin/bash'] }, async (root) => {
    await addGit(root);
    const usual = ['curl', 'tar', 'gzip', 'getent', 'sha256sum', 'script'];
    await addPrograms(
      root,
      usual.map((one) => `/usr/bin/${one}`),
    );
    await addBusybox(root);
  });

/** Target `tools`. */
export async function toolsImageAs(folder: string, name: string): Promise<Image> {
  const root = await mkdtemp(join(tmpdir(), 'turnpike-image-'));
  try {
    await cp('/usr/bin/busybox', join(root, 'busybox'), { dereference: true });
    await cp('/usr/bin/tini-static', join(root, 'tini'), { dereference: true });
    const file = join(folder, 'tools.tar');
    return await buildImage({ name, root, file, user: '10001:10001' });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Does what the official image does with the variables that the chart gives it. */
const START_POSTGRES = `#!/bin/bash
set -eu
if ! test -s "$PGDATA/PG_VERSION"; then
  printf %s "$POSTGRES_PASSWORD" > /tmp/password
  initdb --username="$POSTGRES_USER" --pwfile=/tmp/password --auth=scram-sha-256 --encoding=UTF8 --locale=C
  rm /tmp/password
  echo "host all all all scram-sha-256" >> "$PGDATA/pg_hba.conf"
  pg_ctl --wait --options="-c listen_addresses=''" start
  PGPASSWORD=$POSTGRES_PASSWORD createdb --username="$POSTGRES_USER" "$POSTGRES_DB"
  pg_ctl --wait stop
fi
exec postgres -c listen_addresses='*'
`;

/** In place of `postgres`, of Debian's own. */
export async function postgresImage(folder: string, name: string): Promise<Image> {
  const [version = ''] = (await readdir(POSTGRES)).toSorted().toReversed();
  const home = join(POSTGRES, version);
  const options = {
    name,
    env: { PATH: `${home}/bin:/usr/bin:/bin`, LANG: 'C.UTF-8' },
    user: '999:999',
    entrypoint: ['/start'],
  };
  return made(folder, options, async (root) => {
    const programs = ['initdb', 'postgres', 'pg_ctl', 'createdb', 'pg_isready', 'psql'];
    const libraries = (await readdir(join(home, 'lib'))).filter((one) => one.endsWith('.so'));
    await addPrograms(root, [
      ...programs.map((one) => join(home, 'bin', one)),
      ...libraries.map((one) => join(home, 'lib', one)),
      '/usr/bin/bash',
    ]);
    await addBusybox(root);
    for (const share of [`/usr/share/postgresql/${version}`, '/usr/share/zoneinfo'])
      await cp(share, join(root, share), { recursive: true });
    await writeFile(
      join(root, 'etc/passwd'),
      'root:x:0:0:root:/root:/bin/sh\npostgres:x:999:999::/tmp:/bin/sh\n',
    );
    await writeFile(join(root, 'start'), START_POSTGRES);
    await chmod(join(root, 'start'), 0o755);
  });
}
