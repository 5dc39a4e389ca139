import { afterAll, beforeAll, describe, it } from 'vitest';
import { executorConformance } from '@turnpike/sdk/conformance';
import { startEngine, whyNoEngine, type TestEngine } from './support/engine.js';
import { subjectOn } from './support/subject.js';

const reason = whyNoEngine();
let engine: TestEngine;

describe.skipIf(reason)('executor-docker on a real engine', () => {
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.stop());

  describe('in an image with the usual tools', () =>
    executorConformance('executor-docker', () => subjectOn(engine, 'build')));
  describe('in an image with busybox', () =>
    executorConformance('executor-docker', () => subjectOn(engine, 'bare')));
});

it.skipIf(!reason)(`was not tested: ${reason}`, () => {
  if (process.env['CI']) throw new Error(reason);
});
