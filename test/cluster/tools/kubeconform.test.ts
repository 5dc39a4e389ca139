import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { tool } from '../../support/tool-room.js';
import { kubernetesSchemas, schemaLocation } from './kubernetes-schemas.js';
import { kubeconform } from './recipes.js';

const folder = mkdtempSync(join(tmpdir(), 'turnpike-kubeconform-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const deployment = (replicas: string, more = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: web, ${more}resources: {limits: {cpu: 1, memory: 1Gi}}}]}
`;

async function check(manifest: string): Promise<string> {
  const schemas = schemaLocation(await tool(kubernetesSchemas('1.34.4')));
  const file = join(folder, 'manifest.yml');
  writeFileSync(file, manifest);
  const command = join(await tool(kubeconform), 'kubeconform');
  try {
    const args = ['-strict', '-summary', '-schema-location', schemas, file];
    return execFileSync(command, args, { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

describe('kubeconform with schemas of Kubernetes', () => {
  it('takes what is right', async () => {
    expect(await check(deployment('2'))).toContain('Valid: 1, Invalid: 0, Errors: 0, Skipped: 0');
  });

  it('refuses a wrong type and an unknown property', async () => {
    expect(await check(deployment('many'))).toMatch(/at '\/spec\/replicas'.*got string/);
    expect(await check(deployment('2', 'imag: web, '))).toMatch(/additional propert.*'imag'/);
  });
});
