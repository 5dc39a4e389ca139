/**
 * The types of the wire contract as JSON Schema: `core/src/contracts/wire/schemas.generated.ts`. Browsers import the
 * types without a line of code, so the schemas are made of them and not they of schemas.
 */
import {
  createFormatter,
  createParser,
  createProgram,
  DEFAULT_CONFIG,
  LiteralType,
  SchemaGenerator,
  UnionType,
  type CompletedConfig,
  type SubNodeParser,
} from 'ts-json-schema-generator';
import { named, type Schema } from './wire-schema-shapes.js';

type Program = ReturnType<typeof createProgram>;
type Node = Parameters<SubNodeParser['supportsNode']>[0];

const CONFIG: CompletedConfig = {
  ...DEFAULT_CONFIG,
  path: 'core/src/contracts/wire/{envelope,resources,system,types}.ts',
  tsconfig: 'core/tsconfig.json',
  type: '*',
  expose: 'export',
  topRef: true,
  jsDoc: 'extended',
  sortProps: false,
  skipTypeCheck: true,
  // Answers are checked for attributes that nobody described; the document allows them.
  additionalProperties: false,
  encodeRefs: false,
};

export function wireSchemas(): string {
  const program = createProgram(CONFIG);
  const parser = createParser(program, CONFIG, (chain) =>
    chain.addNodeParser(valuesOfList(program)),
  );
  const generator = new SchemaGenerator(program, parser, createFormatter(CONFIG), CONFIG);
  const { definitions = {} } = generator.createSchema('*');
  const schemas = named(definitions as Readonly<Record<string, Schema>>);
  return `/** JSON Schemas of the wire contract. Written by \`npm run generate\`. */
import type { JsonSchema } from '../operation.js';

export const WIRE_SCHEMAS: Readonly<Record<string, JsonSchema>> = ${JSON.stringify(schemas)};
`;
}

/** `(typeof STATES)[number]`: the checker knows the values, however the list is written. */
function valuesOfList(program: Program): SubNodeParser {
  const checker = program.getTypeChecker();
  return {
    supportsNode: (node) => /^\(?typeof /.test(node.getText()) && node.getText().endsWith(']'),
    createType(node: Node) {
      const type = checker.getTypeAtLocation(node);
      const values = type.isUnion() ? type.types : [type];
      return new UnionType(
        values.map((one) => new LiteralType((one as unknown as { value: string }).value)),
      );
    },
  };
}
