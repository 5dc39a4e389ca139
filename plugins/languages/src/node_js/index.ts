import { defineLanguage } from '@turnpike/sdk';
import {
  announceNode,
  cacheNode,
  exportNode,
  installNode,
  nodeVersion,
  setupNode,
  testNode,
  usesNodeCache,
} from '../shared/node.js';
import { imageFor } from '../shared/toolchain.js';
import { keys } from './keys.js';

/** Images know releases by number or by name. */
function tag(version: string): string {
  if (/^\d/.test(version)) return version;
  return version.startsWith('lts') ? 'lts' : 'latest';
}

/** JavaScript with npm or yarn. */
export const nodeJs = defineLanguage({
  id: 'node_js',
  summary: 'JavaScript and TypeScript with npm or yarn.',
  yml: keys,
  matrix: ['node_js'],
  export: exportNode,
  setup: setupNode,
  setupCache: cacheNode,
  announce: announceNode,
  install: installNode,
  script: testNode,
  cacheSlug: (ctx) => [`--node-${nodeVersion(ctx)}`],
  usesCache: usesNodeCache,
  image: (ctx) => imageFor(ctx, 'node:{version}', tag(nodeVersion(ctx))),
});

/** For whoever installs it alone. @alias */
export const plugin = nodeJs;
