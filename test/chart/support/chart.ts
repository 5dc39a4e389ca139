/** The chart, rendered by the real helm. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { kubectlAndHelm } from '../../cluster/tools/kubectl-and-helm.js';
import { root } from '../../support/root.js';
import { findTool } from '../../support/tool-room.js';

export type Values = Readonly<Record<string, unknown>>;
/** Objects of Kubernetes are looked at in many places, each of which says by itself what it expects. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Manifest = any;

export const chart = join(root, 'config/helm/turnpike');
/** undefined: it cannot be had here, which was said. */
const tools = await findTool(kubectlAndHelm);
export const hasHelm = tools !== undefined;

const folder = mkdtempSync(join(tmpdir(), 'turnpike-chart-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const env = { PATH: process.env['PATH'] ?? '', HOME: folder };
let files = 0;

/** Values of `ci/`, by name, and the defaults. */
export const sets: Readonly<Record<string, Values>> = Object.fromEntries(
  readdirSync(join(chart, 'ci')).map((file) => [
    file.replace('-values.yaml', ''),
    parse(readFileSync(join(chart, 'ci', file), 'utf8')) as Values,
  ]),
);

function helm(...args: readonly string[]): string {
  return execFileSync(join(tools ?? '', 'helm'), args, { env, encoding: 'utf8', stdio: 'pipe' });
}

function writeValues(values: Values): string {
  files += 1;
  const file = join(folder, `values-${files}.yaml`);
  writeFileSync(file, stringify(values));
  return file;
}

export function lint(values: Values, ...args: readonly string[]): string {
  return helm('lint', '--strict', chart, '--values', writeValues(values), ...args);
}

/** The bytes as they are. Throws with helm's words where it refuses. */
export function renderText(values: Values, ...args: readonly string[]): string {
  return helm(
    ...['template', 'ci', chart, '--namespace', 'builds', '--values', writeValues(values)],
    ...args,
  );
}

/** What helm says where it refuses; throws where it does not. */
export function refusal(values: Values): string {
  const args = ['template', 'ci', chart, '--namespace', 'builds', '--values', writeValues(values)];
  const { status, stderr } = spawnSync(join(tools ?? '', 'helm'), args, { env, encoding: 'utf8' });
  if (status === 0) throw new Error('helm took these values');
  return stderr;
}

export function manifestsOf(text: string): Manifest[] {
  return parseAllDocuments(text).flatMap((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return (document.toJS() as Manifest) ?? [];
  });
}

const rendered = new Map<string, string>();

/** Each time fresh objects, of a text that is rendered once. */
export function render(values: Values): Manifest[] {
  const key = JSON.stringify(values);
  const text = rendered.get(key) ?? renderText(values);
  rendered.set(key, text);
  return manifestsOf(text);
}

export const ofKind = (manifests: readonly Manifest[], kind: string): Manifest[] =>
  manifests.filter((one) => one.kind === kind);

export function named(manifests: readonly Manifest[], kind: string, name: string): Manifest {
  const found = manifests.find((one) => one.kind === kind && one.metadata.name === name);
  if (found) return found;
  const names = ofKind(manifests, kind).map((one) => one.metadata.name);
  throw new Error(`there is no ${kind} ${name}, but ${names.join(', ')}`);
}

/** Every pod that is made from these objects, with the object that makes it. */
export function podsOf(
  manifests: readonly Manifest[],
): { readonly owner: string; readonly pod: Manifest; readonly labels: Manifest }[] {
  return manifests.flatMap((one) => {
    const owner = `${one.kind} ${one.metadata.name}`;
    if (one.kind === 'Pod') return [{ owner, pod: one.spec, labels: one.metadata.labels }];
    const template = one.spec?.template;
    if (!template?.spec?.containers) return [];
    return [{ owner, pod: template.spec, labels: template.metadata.labels }];
  });
}

/** What NOTES.txt says. */
export function notes(values: Values): string {
  const args = ['install', 'ci', chart, '--namespace', 'builds', '--dry-run=client'];
  const said = helm(...args, '--values', writeValues(values));
  return said.slice(said.indexOf('\nNOTES:'));
}
