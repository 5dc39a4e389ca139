import type { KeyNodes } from '@turnpike/sdk';
import { aws } from './aws.js';
import { hosting } from './hosting.js';
import { packages } from './packages.js';
import { platforms } from './platforms.js';

/**
 * Travis's other providers, by name: a config is judged as Travis does, and a job that deploys with
 * one of them is errored with a message that names it. A plugin that brings one defines its keys
 * itself: those here step back.
 */
export const known: KeyNodes = { ...aws, ...hosting, ...packages, ...platforms };
