import type { Command } from 'commander';
import type { Session } from '../run-cli.js';
export function register(_program: Command, _session: Session): void {}
