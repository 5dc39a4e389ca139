/** Images made here, from files of this machine: no registry is asked for any. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from '../plane/shell.js';

export interface ImageOptions {
  /** With a tag: `turnpike.test/shell:1`. */
  readonly name: string;
  /** Folder with all of its files, which belong to root in the image; everybody may enter it afterwards. */
  readonly root: string;
  /** Where the archive is written, in the form that `docker load` and `ctr images import` read. */
  readonly file: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly user?: string;
  readonly workingDir?: string;
  /** Of another one than this machine, for images that cannot run here. */
  readonly architecture?: string;
}
export interface Image {
  readonly name: string;
  /** The archive. */
  readonly file: string;
}

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };
/** The same files give the same bytes. */
const SAME = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];
const DAY_ONE = '1970-01-01T00:00:00Z';

export async function buildImage(options: ImageOptions): Promise<Image> {
  const { name, root, file } = options;
  const work = await mkdtemp(join(dirname(file), 'image-'));
  try {
    await chmod(root, 0o755);
    await run('tar', [...SAME, '-cf', join(work, 'layer.tar'), '-C', root, '.']);
    const layer = await sha256(join(work, 'layer.tar'));
    const config = JSON.stringify(configOf(options, layer));
    const named = `${createHash('sha256').update(config).digest('hex')}.json`;
    const manifest = [{ Config: named, RepoTags: [name], Layers: ['layer.tar'] }];
    await writeFile(join(work, named), config);
    await writeFile(join(work, 'manifest.json'), JSON.stringify(manifest));
    const packed = join(work, 'packed.tar');
    await run('tar', [...SAME, '-cf', packed, '-C', work, 'manifest.json', named, 'layer.tar']);
    await rename(packed, file);
    return { name, file };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function configOf(options: ImageOptions, layer: string): unknown {
  const { entrypoint, command, env = {}, user, workingDir, architecture } = options;
  return {
    architecture: architecture ?? ARCHITECTURES[process.arch] ?? process.arch,
    os: 'linux',
    created: DAY_ONE,
    config: {
      Env: Object.entries({ PATH: '/usr/sbin:/usr/bin:/sbin:/bin', ...env }).map((pair) =>
        pair.join('='),
      ),
      ...(entrypoint ? { Entrypoint: entrypoint } : {}),
      ...(command ? { Cmd: command } : {}),
      ...(user ? { User: user } : {}),
      ...(workingDir ? { WorkingDir: workingDir } : {}),
    },
    rootfs: { type: 'layers', diff_ids: [`sha256:${layer}`] },
    history: [{ created: DAY_ONE, created_by: 'files of this machine' }],
  };
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
