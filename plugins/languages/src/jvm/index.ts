import { defineLanguage } from '@turnpike/sdk';
import { javaImage, jvmSteps } from '../shared/jvm.js';

/** Any language on the Java machine that Gradle, Maven or Ant builds. */
export const jvm = defineLanguage({
  ...jvmSteps,
  id: 'jvm',
  summary: 'Any Java machine language with Gradle, Maven or Ant.',
  yml: [], // in a config `jvm` is another name of java
  defaults: { jdk: 'default' },
  image: (ctx) => javaImage(ctx, 'maven:3-eclipse-temurin-{version}'),
});

/** For whoever installs it alone. @alias */
export const plugin = jvm;
