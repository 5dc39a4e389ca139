import { defineLanguage, versionOf } from '@turnpike/sdk';
import { echoText, q, shellEscape, text, verbatim } from '@turnpike/sdk/shell';
import {
  announceJava,
  exportJdk,
  installJvm,
  javaImage,
  jdkSlug,
  jvmSteps,
  testJvm,
} from '../shared/jvm.js';
import { keys } from './keys.js';

/** Scala with sbt; other build files as in Java. */
export const scala = defineLanguage({
  ...jvmSteps,
  id: 'scala',
  summary: 'Scala with sbt, Gradle, Maven or Ant.',
  yml: keys,
  matrix: ['scala', 'jdk'],
  defaults: { scala: '2.12.8', jdk: 'default' },
  export: (sh, ctx) => {
    exportJdk(sh, ctx);
    sh.export('TRAVIS_SCALA_VERSION', shellEscape(versionOf(ctx, 'scala')), { echo: false });
  },
  announce: (sh, ctx) => {
    announceJava(sh, ctx);
    sh.echo(`Using Scala ${echoText(versionOf(ctx, 'scala'))}`);
  },
  install: (sh, ctx) => {
    sh.if('! -d project && ! -f build.sbt', () => installJvm(sh, ctx));
  },
  script: (sh, ctx) => {
    const args = text(ctx.config['sbt_args']);
    sh.if('-d project || -f build.sbt', () =>
      sh.cmd(q`sbt${verbatim(args && ` ${args}`)} ++${versionOf(ctx, 'scala')} test`),
    ).else(() => testJvm(sh, ctx));
  },
  cacheSlug: (ctx) => [...jdkSlug(ctx), `--scala-${versionOf(ctx, 'scala')}`],
  image: (ctx) => javaImage(ctx, 'sbtscala/scala-sbt:eclipse-temurin-{version}_1.10.7_2.13.15'),
});

/** For whoever installs it alone. @alias */
export const plugin = scala;
