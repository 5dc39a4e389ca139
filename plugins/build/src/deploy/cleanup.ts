import type { ShellBuilder } from '@turnpike/sdk';

const stash = 'git -c user.name=Turnpike -c user.email=deploy@turnpike.invalid stash';
const newest = '"$(git rev-parse --quiet --verify refs/stash)"';

/** `cleanup: true`: what the build left in the folder is put aside while it is deployed (dpl 2, `git stash --all`). */
export function putAside(sh: ShellBuilder): void {
  sh.raw(`travis_stashed=${newest}`);
  sh.cmd(`${stash} --all`, { echo: 'git stash --all' });
}

/** Only what was put aside here comes back. */
export function bringBack(sh: ShellBuilder): void {
  sh.if(`${newest} != "$travis_stashed"`, () =>
    sh.cmd(`${stash} pop --quiet`, { echo: 'git stash pop' }),
  );
}
