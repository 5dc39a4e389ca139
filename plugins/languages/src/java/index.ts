import { defineLanguage } from '@turnpike/sdk';
import { javaImage, jvmSteps } from '../shared/jvm.js';
import { keys } from './keys.js';

/** Java with Gradle, Maven or Ant, by the files in the repository. No default JDK: the machine's. */
export const java = defineLanguage({
  ...jvmSteps,
  id: 'java',
  summary: 'Java with Gradle, Maven or Ant.',
  aliases: ['pure_java'],
  yml: keys,
  matrix: ['jdk'],
  image: (ctx) => javaImage(ctx, 'maven:3-eclipse-temurin-{version}'),
});

/** For whoever installs it alone. @alias */
export const plugin = java;
