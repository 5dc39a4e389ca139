import { defineLanguage } from '@turnpike/sdk';
import { javaImage, jvmSteps } from '../shared/jvm.js';
import { keys } from './keys.js';

/** Groovy: builds exactly as Java does. */
export const groovy = defineLanguage({
  ...jvmSteps,
  id: 'groovy',
  summary: 'Groovy with Gradle, Maven or Ant.',
  yml: keys,
  matrix: ['jdk'],
  image: (ctx) => javaImage(ctx, 'gradle:jdk{version}'),
});

/** For whoever installs it alone. @alias */
export const plugin = groovy;
