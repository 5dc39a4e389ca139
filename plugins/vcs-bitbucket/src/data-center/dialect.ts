import type { Dialect } from '../dialect.js';
import { askedOfDataCenter } from '../renew-token.js';
import { isAncestor, readHead } from './head.js';
import { hookHealth, removeHook, testHook, writeHook } from './hooks.js';
import { inspect } from './inspect.js';
import { ensureKey, removeKey } from './keys.js';
import { listRepositories } from './list-repositories.js';
import { locate } from './locate.js';
import { findMissed } from './missed.js';
import { identify, parseDelivery, splitPush } from './parse.js';
import { permissionOf } from './permission.js';
import { placeAt, type Place } from './place.js';
import { readCommit, readFile } from './read.js';
import { writeStatus } from './status.js';
import { whoAmI } from './who-am-i.js';

/** A server of Bitbucket Data Center. */
export const dataCenter: Dialect<Place> = {
  placeAt,
  identify,
  parseDelivery,
  splitPush,
  findMissed,
  readFile,
  readCommit,
  readHead,
  isAncestor,
  writeStatus,
  writeHook,
  removeHook,
  hookHealth,
  testHook,
  locate,
  ensureKey,
  removeKey,
  whoAmI,
  renewal: askedOfDataCenter,
  listRepositories,
  permissionOf,
  inspect,
};
