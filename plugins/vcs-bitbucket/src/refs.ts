/** What is asked of refs, paths and commits before they become part of an address. */

/** A whole one; hosts shorten those of pull requests to 12 digits. */
export const SHA = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** What a host would read as another address than the one that is asked. */
export function leadsElsewhere(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  if (text === '' || text.startsWith('-') || /[\u0000-\u0020\u007f]/.test(text)) return true;
  return text.split('/').some((part) => part === '..' || part === '.');
}

/** Of a path as people write it; undefined: it leads out of the repository. Names of files may hold spaces. */
export function cleanPath(path: string): string | undefined {
  const name = path.replace(/^(\.?\/)+/, '');
  return leadsElsewhere(name.replaceAll(' ', '_')) ? undefined : name;
}

/** `refs/pull-requests/7/from`: Data Center has it; of Cloud it is what a pull request is recorded by here. */
export const pullRef = (number: number): string => `refs/pull-requests/${number}/from`;

export function pullNumber(ref: string): number | undefined {
  const found = /^refs\/pull-requests\/(\d{1,15})\/from$/.exec(ref)?.[1];
  return found === undefined ? undefined : Number(found);
}
