/**
 * What Kubernetes lets nobody change later, as it is in `frozen.json` since the first version: an upgrade from any of them
 * would be refused otherwise. A new object is added there by `CHART_FREEZE=1`; what is there stays.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasHelm, render, sets, type Manifest } from './support/chart.js';

const file = new URL('./frozen.json', import.meta.url).pathname;
const read = (): Record<string, Fixed> =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Fixed>) : {};
let frozen = read();
type Fixed = Record<string, unknown>;

/** By object, the fields that cannot be changed; `true`: only that it is there, since names are addresses. */
function fixedOf({ kind, spec, roleRef }: Manifest): unknown {
  if (kind === 'Deployment') return { selector: spec.selector };
  if (kind === 'StatefulSet') {
    const { selector, serviceName, podManagementPolicy, volumeClaimTemplates } = spec;
    return { selector, serviceName, podManagementPolicy, volumeClaimTemplates };
  }
  if (kind === 'PersistentVolumeClaim') {
    const { resources: _, ...rest } = spec;
    return rest;
  }
  if (kind === 'Service') return { clusterIP: spec.clusterIP };
  if (kind === 'RoleBinding') return { roleRef };
  return true;
}

const isHook = ({ metadata }: Manifest): boolean => 'helm.sh/hook' in (metadata.annotations ?? {});

const fixed = (manifests: readonly Manifest[]): Fixed =>
  JSON.parse(
    JSON.stringify(
      Object.fromEntries(
        manifests
          .filter((one) => !isHook(one))
          .map((one) => [`${one.kind} ${one.metadata.name}`, fixedOf(one)]),
      ),
    ),
  ) as Fixed;

describe.skipIf(!hasHelm)('an upgrade', () => {
  const now = Object.fromEntries(
    Object.entries(sets).map(([name, values]) => [name, hasHelm ? fixed(render(values)) : {}]),
  );
  if (process.env['CHART_FREEZE'] === '1') {
    const all = Object.entries(now).map(([name, made]) => [name, { ...made, ...frozen[name] }]);
    writeFileSync(file, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
    frozen = read();
  }

  it.each(Object.keys(sets))(
    'changes nothing that cannot be changed, with the values %s',
    (name) => {
      expect(Object.keys(frozen)).toContain(name);
      expect(now[name]).toEqual(frozen[name]);
    },
  );

  it('finds what has no hook to be new each time', () => {
    for (const values of Object.values(sets))
      for (const one of render(values).filter(({ kind }) => kind === 'Job'))
        expect(isHook(one), one.metadata.name).toBe(true);
  });
});
