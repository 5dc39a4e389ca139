import { expect, newest, test } from './page.js';

test('a log that means harm is text and nothing else', async ({ page, context }) => {
  const { jobs } = await newest(page, 'e2e/hostile');
  const dialogs: string[] = [];
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => asked.push(new URL(request.url()).host));
  context.on('page', () => dialogs.push('a page was opened'));
  await page.goto(`/e2e/hostile/jobs/${jobs[0]}`);
  await expect(page.locator('tp-job-log .foot')).toContainText(/\d{3} lines/);
  const { href, title } = await page.evaluate(() => ({
    href: location.href,
    title: document.title,
  }));
  await page.getByRole('button', { name: 'Expand or collapse all sections' }).click();

  const found = await page.evaluate(async () => {
    const deep = (root: ParentNode, selector: string): Element[] => [
      ...root.querySelectorAll(selector),
      ...[...root.querySelectorAll('*')].flatMap((node) =>
        node.shadowRoot ? deep(node.shadowRoot, selector) : [],
      ),
    ];
    const scroller = deep(document, '.scroller')[0] as HTMLElement;
    const harmful: string[] = [];
    const texts = new Set<string>();
    for (let top = 0; top <= scroller.scrollHeight; top += 200) {
      scroller.scrollTop = top;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const rows = deep(document, '.rows')[0] as HTMLElement;
      for (const node of rows.querySelectorAll('*')) {
        if (!['DIV', 'SPAN', 'A', 'BUTTON', 'MARK'].includes(node.tagName))
          harmful.push(node.outerHTML);
        for (const { name, value } of node.attributes)
          if (name.startsWith('on') || (name === 'href' && !/^#L\d+$/.test(value)))
            harmful.push(`${name}=${value}`);
      }
      for (const row of rows.children) texts.add(row.textContent ?? '');
    }
    return { harmful, seen: [...texts].some((text) => text.includes('<script>window.hostile')) };
  });
  expect(found).toEqual({ harmful: [], seen: true });
  // The first click on each line's text, as a reader who selects something does.
  await page.locator('tp-log-view .row .t').first().click();
  expect(await page.evaluate(() => (window as { hostile?: number }).hostile)).toBeUndefined();
  expect(await page.evaluate(() => ({ href: location.href, title: document.title }))).toEqual({
    href,
    title,
  });
  expect(dialogs).toEqual([]);
  expect([...new Set(asked)]).toEqual([new URL(href).host]);
});
