import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const json = (schema: object): object => ({ 'application/json': { schema } });
const path = (name: string): object => ({
  name,
  in: 'path',
  required: true,
  description: 'Id.',
  schema: { type: 'string' },
});
const document = {
  openapi: '3.1.1',
  tags: [{ name: 'Between processes' }, { name: 'notes' }, { name: 'Builds' }],
  paths: {
    '/v3/build/{id}': {
      get: {
        operationId: 'build',
        tags: ['Builds'],
        summary: 'Shows a build',
        description: 'With `jobs`.\n\n**Rights:** Who may read the repository.',
        parameters: [
          path('id'),
          { name: 'include', in: 'query', description: 'What comes whole.', schema: {} },
        ],
        responses: {
          200: { description: 'Done.', content: json({ $ref: '#/components/schemas/WireBuild' }) },
        },
        'x-turnpike-plugin': 'api',
        'x-turnpike-rights': ['repository:read'],
      },
      delete: {
        operationId: 'removeBuild',
        tags: ['Builds'],
        summary: 'Removes a build',
        parameters: [path('id')],
        responses: { 204: { description: 'Done.' } },
        'x-turnpike-plugin': 'api',
        'x-turnpike-rights': ['administrator'],
      },
    },
    '/rpc/v1/leases/hello': {
      post: {
        operationId: 'leases.hello',
        tags: ['Between processes'],
        summary: 'Calls leases.hello',
        responses: { 200: { description: 'Done.' } },
        'x-turnpike-plugin': 'hub',
        'x-turnpike-rights': ['worker'],
      },
    },
    '/notes': {
      get: {
        operationId: 'notes.get_notes',
        tags: ['notes'],
        summary: 'Not described by the plugin notes',
        responses: { default: { description: 'Unknown.' } },
        'x-turnpike-plugin': 'notes',
        'x-turnpike-undescribed': true,
      },
    },
  },
  components: {
    schemas: {
      WireBuild: {
        type: 'object',
        required: ['id'],
        properties: {
          id: { type: 'number' },
          commit: { $ref: '#/components/schemas/WireCommit' },
        },
      },
      WireCommit: { type: 'object', properties: { sha: { type: 'string' } } },
    },
  },
};
const api = {
  'GET /v3/openapi.json': document,
  'GET /v3/build/7': { '@type': 'build', id: 7 },
};
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-explorer-page');
  await stage.page.getByText('Shows a build').click();
  await stage.page.getByText('Who may read the repository').waitFor();
};

it('lists calls by heading, and finds them by words', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    expect(await stage.page.locator('h2').allInnerTexts()).toEqual([
      'Builds',
      'notes',
      'Between processes',
    ]);
    await stage.page.getByLabel('Find').fill('delete admin');
    await stage.page.getByText('1 call').waitFor();
    expect(await stage.page.locator('tp-operation summary').allInnerTexts()).toEqual([
      expect.stringContaining('Removes a build'),
    ]);
    await stage.page.getByLabel('Find').fill('nothing like it');
    await stage.page.getByText('No call is like this').waitFor();
  });
});

it('tells rights, and unfolds what an answer refers to', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    const answer = stage.page.locator('tp-schema-view').first();
    expect(await answer.locator('li').allInnerTexts()).toEqual([
      expect.stringContaining('number'),
      expect.stringContaining('WireCommit'),
    ]);
    await answer.getByText('commit', { exact: true }).click();
    await stage.page.getByText('sha', { exact: true }).waitFor();
  });
});

it('tries a GET once its parameters are there, by the keyboard too', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByRole('button', { name: 'Try it' }).click();
    await stage.page.getByText('Fill in id.').waitFor();
    await stage.page.getByRole('textbox', { name: /id required/ }).fill('7');
    await stage.page.getByRole('textbox', { name: /id required/ }).press('Enter');
    await stage.page.getByText(/^200 after/).waitFor();
    expect(await stage.page.locator('pre').innerText()).toContain('"id": 7');
  });
});

it('tries nothing that changes something', async () => {
  await onStage({ api }, async (stage) => {
    await stage.mount('tp-explorer-page');
    await stage.page.getByText('Removes a build').click();
    await stage.page.getByText('Administrators of the platform').waitFor();
    expect(await stage.page.getByRole('button', { name: 'Try it' }).count()).toBe(0);
  });
});

itIsAccessible({ api }, place);
