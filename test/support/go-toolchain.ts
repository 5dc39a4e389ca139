/** The Go that programs of the tests are built with: the machine's own where it is new enough, else one from Go's registry. */
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { promisify } from 'node:util';
import { NotReachedError } from './not-reached.js';
import { tool, type ToolRecipe } from './tool-room.js';

const run = promisify(execFile);
/** Debian's own may be old: the newest of these is taken. */
const PLACES = ['go', '/usr/local/go/bin/go', '/usr/lib/go/bin/go'];
/** What the modules ask for that are built here. */
const OLDEST = 'go1.26.2';
const FETCHED = '1.26.8';

export interface Go {
  readonly path: string;
  /** Such as `go1.26.8`. */
  readonly version: string;
}

/** Throws where there is no Go, and NotReachedError where an old one is all that can be had. */
export async function findGo(): Promise<Go> {
  const answers = await Promise.all(
    PLACES.map(async (path) => {
      const answer = await run(path, ['env', 'GOVERSION']).catch(() => undefined);
      return answer ? [{ path, version: answer.stdout.trim() }] : [];
    }),
  );
  const [newest] = answers.flat().toSorted((a, b) => age(b.version) - age(a.version));
  if (!newest) throw new Error(`Go is not installed (looked for ${PLACES.join(', ')})`);
  if (age(newest.version) >= age(OLDEST)) return newest;
  const folder = await tool(toolchain(newest.path));
  return { path: join(folder, 'bin/go'), version: `go${FETCHED}` };
}

function age(version: string): number {
  const [, major = 0, minor = 0, patch = 0] = /^go(\d+)\.(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return Number(major) * 1e6 + Number(minor) * 1e3 + Number(patch);
}

/** Go's registry has it as a module. */
function toolchain(oldGo: string): ToolRecipe {
  const module = 'golang.org/toolchain';
  const version = `v0.0.1-go${FETCHED}.linux-${process.arch === 'arm64' ? 'arm64' : 'amd64'}`;
  return {
    name: 'go',
    version: FETCHED,
    key: async () => [version],
    async build(shop) {
      const bench = await shop.bench();
      const { stdout } = await run(oldGo, ['env', 'GOPROXY']);
      const [registry = ''] = stdout.trim().split(/[,|]/);
      await fetchTo(`${registry}/${module}/@v/${version}.zip`, join(bench, 'go.zip'));
      await shop.run('unzip', ['-q', 'go.zip'], { cwd: bench });
      const whole = join(bench, `${module}@${version}`);
      await shop.run('chmod', ['-R', 'a+rx', join(whole, 'bin'), join(whole, 'pkg/tool')]);
      await shop.run('cp', ['-r', `${whole}/.`, shop.folder]);
    },
  };
}

async function fetchTo(address: string, file: string): Promise<void> {
  try {
    const answer = await fetch(address);
    if (!answer.ok || !answer.body) throw new Error(`it answers ${answer.status}`);
    await pipeline(
      Readable.fromWeb(answer.body as ReadableStream),
      createWriteStream(`${file}.half`),
    );
    await rename(`${file}.half`, file);
  } catch (error) {
    throw new NotReachedError(`Go's registry is not reached: ${(error as Error).message}`, error);
  }
}
