import { expect, it } from 'vitest';
import { UI_ELEMENTS } from '../../../../core/src/contracts/wire/ui-elements.js';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-controls-page');
  await stage.page.getByRole('region', { name: 'tp-button' }).waitFor();
};

it.each(Object.entries(UI_ELEMENTS))(
  'shows %s, which has what is said of it',
  async (tag, said) => {
    await onStage({}, async (stage) => {
      await place(stage);
      const shown = stage.page.getByRole('region', { name: tag, exact: true }).locator(tag).first();
      const missing = await shown.evaluate(
        (element, names) => names.filter((name) => !(name in element)),
        Object.keys(said.properties),
      );
      expect(missing).toEqual([]);
    });
  },
);

itIsAccessible({}, place);

it('has buttons that are pressed by keyboard, and not where they are disabled', async () => {
  await onStage({}, async (stage) => {
    await stage.mount('tp-button', { variant: 'primary' }, 'Send');
    await stage.page.evaluate(() => window.harness.listen('click'));
    await stage.page.getByRole('button', { name: 'Send' }).focus();
    await stage.page.keyboard.press('Enter');
    expect(await stage.page.evaluate(() => window.harness.fired['click'])).toHaveLength(1);
    await stage.page.evaluate(() => void (window.harness.element()['disabled'] = true));
    expect(await stage.page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
  });
});

it('names an input of its own, with hint and error', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    const branch = stage.page.getByRole('textbox', { name: 'Branch' });
    expect(await branch.inputValue()).toBe('main');
    expect(await branch.getAttribute('aria-description')).toBe('Whose pushes are told');
    await stage.page.getByText('Branch', { exact: true }).click();
    expect(await branch.evaluate((input) => input.matches(':focus'))).toBe(true);
    const day = stage.page.getByRole('combobox', { name: 'Day' });
    expect(await day.getAttribute('aria-invalid')).toBe('true');
  });
});
