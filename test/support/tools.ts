/** Tools of this machine that tests build with. */
import { execFileSync } from 'node:child_process';
import type { Sample } from '../integration/builds/samples.js';

/** Where an unprivileged job finds them; not in the home of whoever runs the tests. */
const PLACES = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Debian packages of what a sample needs and this machine lacks. */
export function lackingTools({ needs, needsFiles = {} }: Sample): readonly string[] {
  const commands = lacking('type -P "$1"', needs);
  return [...commands, ...lacking('compgen -G "/$1"', needsFiles)];
}

function lacking(test: string, needs: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(needs).flatMap(([name, debian]) => {
    try {
      execFileSync('/bin/bash', ['-c', test, '-', name], {
        stdio: 'ignore',
        env: { PATH: PLACES },
      });
      return [];
    } catch {
      return [debian];
    }
  });
}
