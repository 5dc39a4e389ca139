import { defineLanguage, type BuildContext, type ShellBuilder } from '@turnpike/sdk';
import { first, isHash, list, q, text } from '@turnpike/sdk/shell';
import { imageFor } from '../shared/toolchain.js';
import { announceJava, exportJdk, jdkSlug, quietGradle, setupJdk } from '../shared/jvm.js';
import { keys } from './keys.js';

/** Old names of SDK components, as configs still write them, and sdkmanager's. */
const renamed: readonly (readonly [RegExp, string])[] = [
  [/^build-tools-(.+)$/, 'build-tools;$1'],
  [/^android-(\d+)$/, 'platforms;android-$1'],
  [/^platform-tools.*$/, 'platform-tools'],
  [/^tools$/, 'tools'],
  [/^extra-google-m2repository$/, 'extras;google;m2repository'],
  [/^extra-android-m2repository$/, 'extras;android;m2repository'],
  [/^extra-android-support$/, 'extras;android;support'],
  [/^extra-google-google_play_services$/, 'extras;google;google_play_services'],
  [/^addon-google_apis-google-(\d+)$/, 'add-ons;addon-google_apis-google-$1'],
  [/^sys-img-(.+?)-(android-\d+)$/, 'system-images;$2;default;$1'],
  [/^system-images-(android-\d+)-(.+)-([^-]+)$/, 'system-images;$1;$2;$3'],
];

/** The name by which sdkmanager knows a component. */
export function componentName(name: string): string {
  const rule = renamed.find(([pattern]) => pattern.test(name));
  return rule ? name.replace(rule[0], rule[1]) : name;
}

function components(ctx: BuildContext): string[] {
  const android = first(ctx.config['android']);
  if (!isHash(android)) return [];
  return list(android['components']).map((name) => componentName(text(name)));
}

function installComponents(sh: ShellBuilder, ctx: BuildContext): void {
  quietGradle(sh, ctx);
  const wanted = components(ctx);
  if (wanted.length === 0) return;
  sh.fold('android.install', () => {
    sh.cmd('yes | sdkmanager --licenses >/dev/null', { echo: false, assert: false });
    for (const name of wanted)
      sh.cmd(`yes | sdkmanager ${q`${name}`} >/dev/null`, { echo: q`sdkmanager ${name}` });
  });
}

/** Android applications with Gradle, Maven or Ant. */
export const android = defineLanguage({
  id: 'android',
  summary: 'Android with Gradle, Maven or Ant; SDK components by sdkmanager.',
  yml: keys,
  matrix: ['jdk'],
  configure: setupJdk,
  export: (sh, ctx) => {
    exportJdk(sh, ctx);
    sh.export('ANDROID_HOME', '"${ANDROID_HOME:-${ANDROID_SDK_ROOT:-/usr/local/android-sdk}}"', {
      echo: false,
    });
    sh.export('ANDROID_SDK_ROOT', '"$ANDROID_HOME"', { echo: false });
    sh.export(
      'PATH',
      '"$PATH:$ANDROID_HOME/cmdline-tools/latest/bin:$ANDROID_HOME/tools/bin:$ANDROID_HOME/platform-tools"',
      { echo: false },
    );
  },
  setup: installComponents,
  announce: announceJava,
  script: (sh) => {
    sh.if('-f gradlew', () => sh.cmd('./gradlew build connectedCheck'))
      .elif('-f build.gradle', () => sh.cmd('gradle build connectedCheck'))
      .elif('-f pom.xml', () => sh.cmd('mvn install -B', {}))
      .else(() => sh.cmd('ant debug install test'));
  },
  cacheSlug: jdkSlug,
  image: (ctx) => imageFor(ctx, 'ghcr.io/cirruslabs/android-sdk:{version}', '35'),
});

/** For whoever installs it alone. @alias */
export const plugin = android;
