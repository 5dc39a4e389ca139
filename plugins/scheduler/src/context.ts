import { tokens, type PluginContext } from '@turnpike/sdk';
import type { SchedulerConfig } from './config.js';

export const requires = { store: tokens.store, commands: tokens.commands };

export type Context = PluginContext<SchedulerConfig, typeof requires>;

/** As much of a plugin's context as scheduling needs. */
export type Scheduling = Pick<Context, 'config' | 'deps' | 'hooks' | 'log'>;
