import type { ShellBuilder } from '@turnpike/sdk';
import type { Compilation } from './context.js';

/** The stage `use_workspaces`. */
export function useWorkspaces(_sh: ShellBuilder, _ctx: Compilation): void {}

/** The stage `create_workspaces`. */
export function createWorkspaces(_sh: ShellBuilder, _ctx: Compilation): void {}
