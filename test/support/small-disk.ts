/** A real disk that is soon full. Only root may mount one. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILLER = 'filler';
const COARSE = 1_048_576;

export interface SmallDisk {
  readonly folder: string;
  /** Takes all of its room. */
  fill(): void;
  /** Gives back what `fill` took. */
  free(): void;
  remove(): void;
}

let answer: boolean | undefined;

/** May this process mount one? Says so once where it may not. */
export function hasSmallDisks(folder: string): boolean {
  if (answer !== undefined) return answer;
  try {
    smallDisk(join(folder, 'try'), 1).remove();
    answer = true;
  } catch {
    console.warn(
      'no small disks here: only root may mount them; faults of a full disk are skipped',
    );
    answer = false;
  }
  return answer;
}

/** Mounts one on a new folder. Throws where `hasSmallDisks` is false. */
export function smallDisk(folder: string, mebibytes: number, uid = 0): SmallDisk {
  mkdirSync(folder, { recursive: true });
  const options = `size=${mebibytes}m,mode=0700,uid=${uid},gid=${uid}`;
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' });
  const filler = join(folder, FILLER);
  return {
    folder,
    fill() {
      for (const size of [COARSE, 4_096]) {
        try {
          for (;;) writeFileSync(filler, Buffer.alloc(size), { flag: 'a' });
        } catch {
          // Full: the next size fills what is left.
        }
      }
      if (statfsSync(folder).bavail > 1) throw new Error(`${folder} is not full`);
    },
    free: () => rmSync(filler, { force: true }),
    remove() {
      execFileSync('umount', ['--lazy', folder], { stdio: 'pipe' });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
