import type { KeyNode } from '@turnpike/sdk';
import { any, inert, login, switchable, text } from '@turnpike/sdk/yml';
import { named, switched } from '../shared/keys.js';

const fixed = 'the script that Coverity gives takes no such thing';
const project = named(
  { version: inert(text, fixed), description: inert(text, fixed) },
  { required: ['name'] },
);

/** What may stand under `addons.coverity_scan`. */
export const keys: KeyNode = switched(
  switchable({
    project: any([project, text]),
    build_script_url: inert(text, 'the script of Coverity is always the same'),
    branch_pattern: text,
    notification_email: login,
    build_command: text,
    build_command_prepend: text,
  }),
);
