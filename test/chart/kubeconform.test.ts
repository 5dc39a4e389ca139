/** Every object of the chart, held to the schemas of Kubernetes itself: the oldest version that it takes, and the newest. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { kubernetesSchemas, schemaLocation } from '../cluster/tools/kubernetes-schemas.js';
import { goInstall } from '../support/go-tool.js';
import { findTool } from '../support/tool-room.js';
import { hasHelm, renderText, sets } from './support/chart.js';

/** Chart.yaml takes 1.25 and newer; of the module only these ends are to be had. */
const VERSIONS = ['1.32.2', '1.37.2'];
const kubeconform = goInstall({
  name: 'kubeconform',
  version: 'v0.8.0',
  packages: ['github.com/yannh/kubeconform/cmd/kubeconform'],
});
const judge = hasHelm ? await findTool(kubeconform) : undefined;
const folder = mkdtempSync(join(tmpdir(), 'turnpike-chart-schemas-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

for (const version of VERSIONS) {
  const schemas = judge ? await findTool(kubernetesSchemas(version)) : undefined;
  describe.skipIf(!schemas)(`Kubernetes ${version}`, () => {
    it.each(Object.entries(sets))('takes what the values %s make', (name, values) => {
      const file = join(folder, `${name}.yaml`);
      writeFileSync(file, renderText(values, '--kube-version', version));
      // Of operators that Kubernetes does not bring.
      const foreign = 'ServiceMonitor,PodMonitor,PrometheusRule,ScaledObject,HTTPRoute';
      const args = ['-strict', '-summary', '-output', 'json', '-skip', foreign];
      const said = execFileSync(
        join(judge!, 'kubeconform'),
        [...args, '-schema-location', schemaLocation(schemas!), file],
        { encoding: 'utf8' },
      );
      const { summary } = JSON.parse(said) as { summary: Record<string, number> };
      expect(summary).toMatchObject({ invalid: 0, errors: 0 });
      expect(summary['valid']).toBeGreaterThan(5);
    });
  });
}
