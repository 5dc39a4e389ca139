/**
 * `npm run sbom`: what the platform is made of, in CycloneDX. npm is asked for all of it, and what package-lock.json has
 * for building and testing only is taken out here: npm 11 itself, with `--omit=dev` or by its marks, leaves out what
 * runs as well where a tool needs it too.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
}
interface Bom {
  readonly components: readonly Component[];
  readonly dependencies: readonly {
    readonly ref: string;
    readonly dependsOn?: readonly string[];
  }[];
}
interface Locked {
  readonly version?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly extraneous?: boolean;
}

const MOST_BYTES = 64 * 1_048_576;

/** `name@version` of what is there for building and testing only. */
function builders(packages: Readonly<Record<string, Locked>>): ReadonlySet<string> {
  const installed = Object.entries(packages).filter(([path]) => path.includes('node_modules/'));
  const nameOf = ([path, { version }]: readonly [string, Locked]): string =>
    `${path.split('node_modules/').pop()}@${version}`;
  const builds = ([, one]: readonly [string, Locked]): boolean =>
    [one.dev, one.devOptional, one.extraneous].includes(true);
  const runs = new Set(installed.filter((one) => !builds(one)).map(nameOf));
  return new Set(installed.map(nameOf).filter((name) => !runs.has(name)));
}

function withoutBuilders(bom: Bom, only: ReadonlySet<string>): Bom {
  const isGone = ({ name, version }: Component): boolean => only.has(`${name}@${version}`);
  const gone = new Set(bom.components.filter(isGone).map((one) => one['bom-ref']));
  return {
    ...bom,
    components: bom.components.filter((one) => !gone.has(one['bom-ref'])),
    dependencies: bom.dependencies
      .filter(({ ref }) => !gone.has(ref))
      .map(({ ref, dependsOn = [] }) => ({
        ref,
        dependsOn: dependsOn.filter((one) => !gone.has(one)),
      })),
  };
}

const lock = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
const { packages } = JSON.parse(lock) as { readonly packages: Record<string, Locked> };
const args = ['sbom', '--sbom-format=cyclonedx'];
const printed = execFileSync('npm', args, { maxBuffer: MOST_BYTES }).toString();
const bom = withoutBuilders(JSON.parse(printed) as Bom, builders(packages));
process.stdout.write(`${JSON.stringify(bom, null, 2)}\n`);
