import type { KeyNode, MapNode, YmlContribution } from '@turnpike/sdk';
import { valueOf, type RawMap } from '../yaml/raw.js';
import { checkContributions, composeSchema } from './compose.js';
import { listed, number, oneOf, text } from '@turnpike/sdk/yml';

/** `version` of files that use Turnpike's own keys. */
const extendedVersion = 'turnpike/1';

/** Keys of jobs that Travis does not have; the root gives them to all jobs. */
export const extensionKeys = {
  needs: listed({ ...text, summary: 'Names of jobs that must have passed before.' }),
  retry: { ...number, summary: 'How many times a failed job is run again.' },
  timeout: { ...number, summary: 'Minutes after which the job is ended.' },
  no_output_timeout: { ...number, summary: 'Minutes without output after which the job is ended.' },
  image: { ...text, summary: 'Image that the job runs in.' },
} as const satisfies Readonly<Record<string, KeyNode>>;

/** The language, and what it becomes in files of the extended version. */
export interface Language {
  readonly schema: MapNode;
  readonly extended: MapNode;
}

const extensions: YmlContribution = {
  plugin: 'travis-yml',
  keys: { at: 'job', keys: extensionKeys },
};

/** Composed when it is first asked for. Throws ConfigError where contributions contradict each other. */
export function composeLanguage(contributions: readonly YmlContribution[] = []): Language {
  checkContributions([...contributions, extensions]);
  let schema: MapNode | undefined;
  let extended: MapNode | undefined;
  return {
    get schema() {
      return (schema ??= composeSchema(contributions));
    },
    get extended() {
      return (extended ??= extendedSchema(contributions));
    },
  };
}

function extendedSchema(contributions: readonly YmlContribution[]): MapNode {
  const schema = composeSchema([...contributions, extensions]);
  return { ...schema, keys: { ...schema.keys, version: oneOf(extendedVersion) } };
}

/** The schema that a file asks for by its version. */
export function schemaFor(language: Language, root: RawMap): MapNode {
  return isExtended(root) ? language.extended : language.schema;
}

/** Is it the schema of files of the extended version? */
export function takesExtensions({ keys }: MapNode): boolean {
  const version = keys?.['version'];
  return (
    version?.type === 'str' && !!version.values?.some(({ value }) => value === extendedVersion)
  );
}

export function isExtended(root: RawMap): boolean {
  const version = valueOf(root, 'version');
  return version?.kind === 'scalar' && version.value === extendedVersion;
}
