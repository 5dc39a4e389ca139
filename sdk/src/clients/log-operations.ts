/** What the routes of `logRoutes` do. */
import { z } from 'zod';
import type { Operation, OperationParameter, Operations } from '@turnpike/core/contracts';

const whole = z.number().int();
const integer = (description: string, required = false): OperationParameter => ({
  description,
  schema: { type: 'integer' },
  required,
});

const about = (
  address: string,
  summary: string,
  more: Partial<Operation> & Pick<Operation, 'answers'>,
): Operation => ({
  address,
  summary,
  tag: 'Between processes',
  rights: 'role',
  params: { job: integer('Id of the job.'), run: integer('Number of its run.') },
  ...more,
});

const part = z.object({ number: whole, content: z.string(), final: z.boolean() });
const match = z.object({ line: whole, text: z.string() });

/** For the `operations` of a plugin that serves `logRoutes`. @experimental */
export const logOperations: Operations = {
  appendLog: about('PUT /logs/:job/:run', 'Appends bytes to a log', {
    rights: ['run', 'role'],
    query: { offset: integer('Where they begin.', true) },
    body: { mediaType: 'application/octet-stream' },
    answers: { 200: { schema: z.object({ end: whole, waitMs: whole }) } },
  }),
  sealLog: about('POST /logs/:job/:run/seal', 'Ends a log', {
    rights: ['run', 'role'],
    body: z.object({ bytes: whole }),
    answers: { 200: { schema: z.object({ bytes: whole, lines: whole, sha256: z.string() }) } },
  }),
  logInfo: about('GET /logs/:job/:run/info', 'Tells how long a log is', {
    answers: {
      200: {
        schema: z.object({ end: whole, sealed: z.boolean(), lines: whole, parts: whole }),
      },
    },
  }),
  readLog: about('GET /logs/:job/:run', 'Reads a log', {
    query: {
      from: integer('First byte.'),
      to: integer('Byte after the last.'),
      lines: { description: 'In place of bytes: `1-20`, `21-`.' },
    },
    answers: { 200: { type: 'application/octet-stream' } },
  }),
  logParts: about('GET /logs/:job/:run/parts', 'Reads the parts of a log', {
    query: { after: integer('Number of the part before.'), limit: integer('At most so many.') },
    answers: { 200: { schema: z.object({ parts: z.array(part) }) } },
  }),
  searchLog: about('GET /logs/:job/:run/search', 'Finds a text in a log', {
    query: {
      q: { description: 'What is looked for.', required: true },
      limit: integer('At most so many lines.'),
    },
    answers: { 200: { schema: z.object({ matches: z.array(match) }) } },
  }),
  removeLog: about('DELETE /logs/:job/:run', 'Removes what a log holds', { answers: { 204: {} } }),
};
