import { useTool, type Tool } from '../shared/toolchain.js';
import { defineLanguage, versionOf, type BuildContext } from '@turnpike/sdk';
import { q } from '@turnpike/sdk/shell';
import {
  announceJava,
  exportJdk,
  javaImage,
  jdkSlug,
  quietGradle,
  setupJdk,
} from '../shared/jvm.js';
import { keys } from './keys.js';

/** Leiningen's command: a version from 2 on is `lein`, older names are commands themselves. */
function lein(ctx: BuildContext): string {
  const version = versionOf(ctx, 'lein') || 'lein';
  return /^\d/.test(version) && parseInt(version, 10) >= 2 ? 'lein' : version;
}

const leinTool: Tool = {
  label: 'Leiningen',
  key: 'lein',
  probe: 'lein version',
  managers: ['sdkman:leiningen', 'mise:lein', 'asdf:lein'],
};

/** Clojure with Leiningen. */
export const clojure = defineLanguage({
  id: 'clojure',
  summary: 'Clojure with Leiningen.',
  yml: keys,
  matrix: ['lein', 'jdk'],
  defaults: { lein: 'lein', jdk: 'default' },
  configure: (sh, ctx) => {
    setupJdk(sh, ctx);
    // Names of commands are used as they are.
    if (/^\d/.test(versionOf(ctx, 'lein'))) useTool(sh, ctx, leinTool);
  },
  export: exportJdk,
  setup: quietGradle,
  announce: (sh, ctx) => {
    announceJava(sh, ctx);
    sh.cmd(q`${lein(ctx)} version`);
  },
  install: (sh, ctx) => sh.cmd(q`${lein(ctx)} deps`, { fold: 'install', retry: true }),
  script: (sh, ctx) => sh.cmd(q`${lein(ctx)} test`),
  cacheSlug: (ctx) => [...jdkSlug(ctx), `--lein-${lein(ctx)}`],
  image: (ctx) => javaImage(ctx, 'clojure:temurin-{version}-lein'),
});

/** For whoever installs it alone. @alias */
export const plugin = clojure;
