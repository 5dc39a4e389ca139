/** Programs of this machine, with all that they load, for images. */
import { cp, mkdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from '../plane/shell.js';

const MERGED = ['bin', 'sbin', 'lib', 'lib64'];
const LOADED = /(?:=> )?(\/\S+) \(0x/g;

/** Lays out a root folder as Debian has it: programs and libraries below `/usr`, and who is who. */
export async function layRoot(root: string): Promise<void> {
  for (const name of MERGED) {
    await mkdir(join(root, 'usr', name), { recursive: true });
    await symlink(`usr/${name}`, join(root, name));
  }
  for (const name of ['etc', 'root', 'tmp', 'var', 'home'])
    await mkdir(join(root, name), { recursive: true, mode: name === 'tmp' ? 0o1777 : 0o755 });
  const etc = (name: string, text: string): Promise<void> =>
    writeFile(join(root, 'etc', name), text);
  await etc('passwd', 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n');
  await etc('group', 'root:x:0:\nnogroup:x:65534:\n');
  await etc('nsswitch.conf', 'passwd: files\ngroup: files\nhosts: files dns\n');
}

/** Copies programs under their own paths, and the libraries that they name. */
export async function addPrograms(root: string, programs: readonly string[]): Promise<void> {
  for (const program of programs) {
    const words = await run('ldd', [program]).catch(() => '');
    for (const file of [program, ...[...words.matchAll(LOADED)].map((match) => match[1]!)])
      await addFile(root, file);
  }
}

/** One that is a link becomes what it leads to. */
async function addFile(root: string, file: string): Promise<void> {
  const target = join(root, file.startsWith('/usr/') ? file : join('/usr', file));
  await mkdir(dirname(target), { recursive: true });
  await cp(await realpath(file), target);
}

/** busybox under every name that it answers to, where there is nothing of that name yet. */
export async function addBusybox(root: string): Promise<void> {
  const busybox = '/usr/bin/busybox';
  await addPrograms(root, [busybox]);
  const names = (await run(busybox, ['--list'])).split('\n').filter(Boolean);
  for (const name of names)
    await symlink('busybox', join(root, 'usr/bin', name)).catch(() => undefined);
}
