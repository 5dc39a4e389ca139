import type { KeyNode } from '@turnpike/sdk';
import { any, login, switchable, text } from '@turnpike/sdk/yml';
import { named, switched } from '../shared/keys.js';

const project = named({ version: text, description: text }, { required: ['name'] });

/** What may stand under `addons.coverity_scan`. */
export const keys: KeyNode = switched(
  switchable({
    project: any([project, text]),
    build_script_url: text,
    branch_pattern: text,
    notification_email: login,
    build_command: text,
    build_command_prepend: text,
  }),
);
