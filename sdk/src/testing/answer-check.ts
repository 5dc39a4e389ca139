/** Each JSON answer of a test host against what its route says of itself. */
import type { OnAnswer, SeenAnswer } from '@turnpike/core';
import { wireSchemas, type InstalledPlugins, type JsonSchema } from '@turnpike/core/contracts';
import { keyOf, operationsByKey } from './described-routes.js';
import { createValidator, type Validate } from './json-validator.js';

let tools: Promise<Validate> | undefined;

export interface AnswerCheck {
  readonly onAnswer: OnAnswer;
  /** Answers that came before are not checked. */
  attach(installed: InstalledPlugins): void;
  /** One sentence each: route, status, place. Empty where all is as described. */
  faults(): Promise<readonly string[]>;
}

const WIRE_ERROR: JsonSchema = { $ref: '#/components/schemas/WireError' };

export function createAnswerCheck(): AnswerCheck {
  const found = new Set<string>();
  const pending: Promise<void>[] = [];
  let installed: InstalledPlugins | undefined;

  async function look(answer: SeenAnswer, known: InstalledPlugins): Promise<void> {
    const validate = await (tools ??= loadValidator());
    const fault = faultOf(answer, known, validate);
    if (fault !== undefined) found.add(fault);
  }

  return {
    onAnswer(answer) {
      if (installed) pending.push(look(answer, installed));
    },
    attach: (host) => void (installed = host),
    async faults() {
      await Promise.all(pending.splice(0));
      return [...found];
    },
  };
}

async function loadValidator(): Promise<Validate> {
  return createValidator(await wireSchemas());
}

function faultOf(
  answer: SeenAnswer,
  installed: InstalledPlugins,
  validate: Validate,
): string | undefined {
  const key = keyOf(answer.plugin, `${answer.method} ${answer.path}`);
  const operation = operationsByKey(installed).get(key);
  const { status, value } = readAnswer(answer);
  const name = `${answer.method} ${answer.path} answered ${status}`;
  if (answer.plugin === undefined || !operation) {
    return status >= 400 && value !== undefined && answer.plugin === undefined
      ? sentence(name, validate(WIRE_ERROR, value))
      : undefined;
  }
  const said = operation.answers[status];
  if (!said && status < 400) return `${name}, which \`operations\` do not describe`;
  const schema = said ? said.schema : WIRE_ERROR;
  if (value === undefined) return undefined;
  if (!schema) return said?.type ? undefined : `${name} with a body that is described nowhere`;
  return sentence(name, validate(schema, value));
}

function sentence(name: string, problem: string | undefined): string | undefined {
  return problem === undefined ? undefined : `${name}: ${problem}`;
}

/** `value`: of JSON that is made whole; undefined for all else. */
function readAnswer({ response }: SeenAnswer): { status: number; value: unknown } {
  const { body, headers = {} } = response;
  const status = response.status ?? (body === undefined ? 204 : 200);
  const isText = typeof body === 'string';
  const isJson = String(headers['content-type'] ?? '').includes('json');
  if (isText) return { status, value: isJson ? JSON.parse(body) : undefined };
  const isPlain = typeof body === 'object' && body !== null && !(Symbol.asyncIterator in body);
  const value = isPlain && !(body instanceof Uint8Array) ? asSent(body) : undefined;
  return { status, value };
}

/** Without what JSON leaves out. */
function asSent(body: object): unknown {
  return JSON.parse(JSON.stringify(body));
}
