/** What the routes of a plugin do, as JSON Schema: what it says of them, and the doors of the services it offers. */
import { z } from 'zod';
import type {
  JsonSchema,
  Operation,
  PlainOperation,
  PlainOperations,
  ValueSchema,
} from '../contracts/operation.js';
import type { MethodContract, ServiceContract } from '../contracts/service.js';
import type { Token } from '../contracts/tokens.js';
import { servicePath } from '../rpc/service-routes.js';
import { isSchema, isToken, operationFindings } from './faults/index.js';
import type { AnyDefinition } from './unit.js';

/** Made when somebody reads it: most processes never do. */
export function operationsOfPlugin(definition: AnyDefinition): PlainOperations {
  const { operations = {}, offers = [] } = definition;
  // What is declared wrongly is told elsewhere, by name; whoever reads this is not to stumble over it.
  const own = operationFindings(definition).length > 0 ? {} : plainOperations(operations);
  return { ...serviceOperations(offers.filter(isToken)), ...own };
}

export function plainOperations(operations: Readonly<Record<string, Operation>>): PlainOperations {
  return mapped(operations, plain);
}

function plain(operation: Operation): PlainOperation {
  const { rights, params = {}, query = {}, body, answers, ...rest } = operation;
  return {
    ...rest,
    rights: typeof rights === 'string' ? [rights] : rights,
    params: mapped(params, (one) => withPlainSchema(one, 'input')),
    query: mapped(query, (one) => withPlainSchema(one, 'input')),
    ...(body === undefined ? {} : { body: 'mediaType' in body ? body : jsonSchema(body, 'input') }),
    answers: mapped(answers, (one) => withPlainSchema(one, 'output')),
  } as PlainOperation;
}

function withPlainSchema<T extends { readonly schema?: ValueSchema }>(
  { schema, ...rest }: T,
  io: 'input' | 'output',
) {
  return schema === undefined ? rest : { ...rest, schema: jsonSchema(schema, io) };
}

function jsonSchema(schema: ValueSchema, io: 'input' | 'output'): JsonSchema {
  if (!isSchema(schema)) return schema as JsonSchema;
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema as z.ZodType, {
    io,
    unrepresentable: 'any',
  });
  return rest as JsonSchema;
}

function serviceOperations(offers: readonly Token[]): PlainOperations {
  const services = offers.flatMap((token) =>
    token.kind === 'single' && token.service ? [token.service] : [],
  );
  return Object.fromEntries(
    services.flatMap((service) =>
      Object.entries(service.methods).map(([name, method]) => [
        `${service.name}.${name}`,
        plain(serviceOperation(service, name, method)),
      ]),
    ),
  );
}

function serviceOperation(
  service: ServiceContract,
  name: string,
  method: MethodContract,
): Operation {
  const callers = (['worker', 'run', 'job'] as const).filter((kind) => method.allow.includes(kind));
  return {
    address: `POST ${servicePath(service, name)}`,
    summary: `Calls ${service.name}.${name}`,
    description: `Version ${service.version} of the service; both sides compare majors.`,
    tag: 'Between processes',
    rights: ['role', ...callers],
    body: z.object({ input: method.input }),
    answers: { 200: { schema: z.object({ output: method.output.optional() }) } },
  };
}

function mapped<T, R>(
  record: Readonly<Record<string, T>>,
  change: (value: T) => R,
): Readonly<Record<string, R>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
