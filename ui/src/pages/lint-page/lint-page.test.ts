import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const job = (stage: string, node_js: string): object => ({
  stage,
  name: null,
  allow_failure: false,
  config: { language: 'node_js', node_js },
  origin: { from: 'matrix', index: 0 },
});
const answer = {
  '@type': 'lint',
  warnings: [],
  config: {},
  stages: [],
  error: null,
  messages: [
    {
      '@type': 'message',
      level: 'warn',
      key: 'scrpt',
      code: 'x',
      args: {},
      src: null,
      line: 2,
      text: 'script was meant.',
    },
  ],
  jobs: [job('Test', '20'), job('Test', '22'), job('Deploy', '22')],
};
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-lint-page');
  await stage.page.getByLabel('Configuration to check').fill('language: node_js\nscrpt: x\n');
  await stage.page.getByText('3 jobs, 1 message').waitFor();
};

it('shows messages beside lines, and jobs by stage', async () => {
  await onStage({ api: { 'POST /v3/lint': answer } }, async (stage) => {
    await place(stage);
    expect(stage.calls.at(-1)?.body).toEqual({ content: 'language: node_js\nscrpt: x\n' });
    expect(await stage.page.locator('.code > ol > li').nth(1).innerText()).toContain(
      'script was meant.',
    );
    expect(await stage.page.locator('tp-config-jobs h3').allInnerTexts()).toEqual([
      'Test 2 jobs',
      'Deploy 1 job',
    ]);
  });
});

it('puts the parser’s words at their line', async () => {
  const broken = {
    ...answer,
    messages: [],
    jobs: [],
    error: { code: 'TURNPIKE_YML_SYNTAX', message: 'Bad indentation.', line: 2, column: 1 },
  };
  await onStage({ api: { 'POST /v3/lint': broken } }, async (stage) => {
    await stage.mount('tp-lint-page');
    await stage.page.getByLabel('Configuration to check').fill('a:\n b\n');
    await stage.page.getByText('It cannot be read').waitFor();
    expect(await stage.page.locator('.code > ol > li').nth(1).innerText()).toContain(
      'Bad indentation.',
    );
  });
});

itIsAccessible({ api: { 'POST /v3/lint': answer } }, place);
