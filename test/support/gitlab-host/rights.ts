/** Who may do what in a project: its own members, those of the groups that it lies in, and of groups that it is shared with. */
import type { LabGroup, LabPerson, LabProject } from './world.js';

export function levelIn(
  project: LabProject,
  person: LabPerson | undefined,
  groups: readonly LabGroup[],
): number {
  if (!person) return 0;
  const around = groups.filter(({ path }) => project.path.startsWith(`${path}/`));
  const shared = project.shares.map(({ group, most }) =>
    Math.min(most, levelInGroup(group, person, groups)),
  );
  return Math.max(
    project.members.get(person.id) ?? 0,
    ...around.map(({ members }) => members.get(person.id) ?? 0),
    ...shared,
  );
}

function levelInGroup(group: LabGroup, person: LabPerson, groups: readonly LabGroup[]): number {
  const above = groups.filter(({ path }) => `${group.path}/`.startsWith(`${path}/`));
  return Math.max(0, ...above.map(({ members }) => members.get(person.id) ?? 0));
}

/** Guests see code of what is open to them alone; reporters of all. */
export function seesCode(
  { visibility }: LabProject,
  person: LabPerson | undefined,
  level: number,
): boolean {
  return (
    level >= 20 || visibility === 'public' || (visibility === 'internal' && person !== undefined)
  );
}

/** Is it shown that there is such a project? */
export function seesProject(
  project: LabProject,
  person: LabPerson | undefined,
  level: number,
): boolean {
  return level >= 10 || seesCode(project, person, level);
}
