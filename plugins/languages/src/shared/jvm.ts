import type { BuildContext, LanguageDefinition, ScriptStep, ShellBuilder } from '@turnpike/sdk';
import {
  echoText,
  first,
  meantAsShell,
  shellEscape,
  type ShellText,
  text,
  truthy,
} from '@turnpike/sdk/shell';
import { imageFor } from './toolchain.js';

/** The JDK asked for, without spaces; empty when none is. */
function jdkOf(ctx: BuildContext): string {
  return text(first(ctx.config['jdk'])).replace(/\s/g, '');
}

function usesJdk(ctx: BuildContext): boolean {
  return truthy(ctx.config['jdk']);
}

/** `openjdk17` → `17`, `oraclejdk8u151` and `1.8` → `8`; empty for `default` and for words. */
function jdkNumber(jdk: string): ShellText {
  return meantAsShell(/^\D*(?:1\.)?(\d+)/.exec(jdk)?.[1]); // digits alone
}

/** Makes the JDK that `jdk:` names JAVA_HOME. Oracle's release 10 was withdrawn. */
export const setupJdk: ScriptStep = (sh, ctx) => {
  const jdk = jdkOf(ctx);
  if (jdk === '' || jdk === 'default') return;
  if (jdk === 'oraclejdk10') {
    sh.terminate(2, 'oraclejdk10 is no longer available, use openjdk10.');
    return;
  }
  const number = jdkNumber(jdk);
  if (number === '' || /-?ea$/.test(jdk)) {
    sh.terminate(
      2,
      `${echoText(jdk)} names no release of the JDK that is known here, such as openjdk17.`,
    );
    return;
  }
  sh.cmd(`travis_setup_jdk ${number}`, { assert: true, echo: false, timing: false });
  sayVendor(sh, jdk);
};

/** Vendors build the same JDK: the release counts, and the log says where the vendor is another. */
function sayVendor(sh: ShellBuilder, jdk: string): void {
  if (!/^oracle/i.test(jdk)) return;
  sh.if('! "$(java -version 2>&1)" =~ Java\\(TM\\)', () =>
    sh.echo(`${echoText(jdk)} was asked for; taken is: $(java -version 2>&1 | head -n 1)`, {
      ansi: 'yellow',
    }),
  );
}

export const exportJdk: ScriptStep = (sh, ctx) => {
  if (usesJdk(ctx)) sh.export('TRAVIS_JDK_VERSION', shellEscape(jdkOf(ctx)), { echo: false });
};

/** Gradle draws progress bars unless the terminal is dumb. */
export const quietGradle: ScriptStep = (sh) => {
  sh.if('-f build.gradle || -f build.gradle.kts', () => sh.export('TERM', 'dumb', { echo: true }));
};

export const announceJava: ScriptStep = (sh) => {
  sh.cmd('java -Xmx32m -version');
  sh.cmd('javac -J-Xmx32m -version');
};

export function jdkSlug(ctx: BuildContext): string[] {
  return usesJdk(ctx) ? [`--jdk-${text(ctx.config['jdk'])}`] : [];
}

export function javaImage(ctx: BuildContext, template = 'eclipse-temurin:{version}'): string {
  return imageFor(ctx, template, jdkNumber(jdkOf(ctx)) || '21');
}

const installArgs = 'install -DskipTests=true -Dmaven.javadoc.skip=true -B -V';

/** Which build tool: the first whose file is there. */
function byBuildFile(
  sh: ShellBuilder,
  run: (command: ShellText) => void,
  commands: Commands,
  fallback?: string,
): void {
  const chain = sh
    .if('-f gradlew', () => run(`./gradlew ${commands.gradle}`))
    .elif('-f build.gradle', () => run(`gradle ${commands.gradle}`))
    .elif('-f mvnw', () => run(`./mvnw ${commands.maven}`))
    .elif('-f pom.xml', () => run(`mvn ${commands.maven}`));
  if (fallback) chain.else(() => sh.cmd(fallback));
}

interface Commands {
  readonly gradle: ShellText;
  readonly maven: ShellText;
}

/** Dependencies by Gradle or Maven (travis-build `lib/travis/build/script/shared/jvm.rb`). */
export const installJvm: ScriptStep = (sh) => {
  byBuildFile(sh, (command: ShellText) => sh.cmd(command, { retry: true, fold: 'install' }), {
    gradle: 'assemble',
    maven: installArgs,
  });
};

export const testJvm: ScriptStep = (sh) => {
  byBuildFile(
    sh,
    (command: ShellText) => sh.cmd(command),
    { gradle: 'check', maven: 'test -B' },
    'ant test',
  );
};

/** What every language on the Java machine does, where it says nothing else. */
export const jvmSteps = {
  configure: setupJdk,
  export: exportJdk,
  setup: quietGradle,
  announce: announceJava,
  install: installJvm,
  script: testJvm,
  cacheSlug: jdkSlug,
} satisfies Partial<LanguageDefinition>;
