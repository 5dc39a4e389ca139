/** `include=build.commit,job.config`: which nested objects come whole (travis-api facts 3). */
import { wrongParams } from './failures.js';

/** Fields that may be asked for, by type. Those that are Travis's alone are taken and change nothing. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  repository: [
    'owner',
    'default_branch',
    'current_build',
    'last_started_build',
    'next_build_number',
    'email_subscribed',
    'allow_migration',
  ],
  branch: ['repository', 'last_build', 'recent_builds'],
  build: [
    'repository',
    'branch',
    'tag',
    'commit',
    'jobs',
    'stages',
    'created_by',
    'request',
    'log_complete',
  ],
  job: [
    'build',
    'stage',
    'repository',
    'commit',
    'owner',
    'config',
    'restarted_by',
    'log_complete',
  ],
  stage: ['jobs'],
  commit: ['committer', 'author'],
  request: [
    'repository',
    'commit',
    'builds',
    'owner',
    'messages',
    'config',
    'raw_configs',
    'yaml_config',
  ],
  cron: ['repository', 'branch'],
};

export type Includes = ReadonlySet<string>;

/** Throws InputError for another shape, or a field that the type does not have. */
export function parseIncludes(text: string | null): Includes {
  const names = new Set((text ?? '').split(',').filter((name) => name !== ''));
  for (const name of names) check(name);
  return names;
}

function check(name: string): void {
  const [type = '', field, ...rest] = name.split('.');
  if (!field || rest.length > 0) throw wrongParams(`include: ${name} is not type.attribute.`);
  const fields = Object.hasOwn(FIELDS, type) ? FIELDS[type] : undefined;
  if (!fields || field.startsWith('@') || fields.includes(field)) return;
  throw wrongParams(`include: a ${type} has no ${field}. It has: ${fields.join(', ')}.`, 'include');
}
