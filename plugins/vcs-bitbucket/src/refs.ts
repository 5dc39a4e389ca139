/** `refs/pull-requests/7/from`: Data Center has it; of Cloud it is what a pull request is recorded by here. */
export const pullRef = (number: number): string => `refs/pull-requests/${number}/from`;

export function pullNumber(ref: string): number | undefined {
  const found = /^refs\/pull-requests\/(\d{1,15})\/from$/.exec(ref)?.[1];
  return found === undefined ? undefined : Number(found);
}
