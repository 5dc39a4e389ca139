import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const message = (line: number | null, level: string, text: string): object => ({
  '@type': 'message',
  level,
  key: 'script',
  code: 'x',
  args: {},
  src: null,
  line,
  text,
});
const place = (stage: Stage): Promise<unknown> =>
  stage.mount('tp-config-source', {
    heading: 'acme/widgets:.travis.yml@main',
    text: 'language: ruby\nscrpt: rake\n',
    messages: [
      message(2, 'warn', 'script was meant.'),
      message(null, 'hint', 'No os.'),
      message(99, 'error', 'Too far.'),
    ],
  });

it('puts each message below its line, and those without a line on top', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    const lines = stage.page.locator('.code > ol > li');
    expect(await lines.count()).toBe(2);
    expect(await lines.nth(1).innerText()).toMatch(/scrpt: rake[\s\S]*Warning script was meant/);
    expect(await stage.page.locator('.rest').innerText()).toMatch(
      /Hint No os\.[\s\S]*Error Too far\./,
    );
  });
});

itIsAccessible({}, place);
