import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { PAGES } from '@turnpike/core/contracts/wire';
import { pageHref } from '../../controllers/router.js';
import '../tabs/tabs.js';

const PLACES = [
  { title: 'System', path: PAGES.system },
  { title: 'People', path: PAGES.users },
  { title: 'Audit log', path: PAGES.audit },
] as const;

/** The pages of administrators, beside each other. */
export class AdminTabs extends LitElement {
  /** Path of the page that is shown. */
  @property() current: string = PAGES.system;

  protected override render(): TemplateResult {
    const tabs = PLACES.map(({ title, path }) => ({ title, href: pageHref(path) }));
    return html`<tp-tabs
      label="Administration"
      .tabs=${tabs}
      .current=${pageHref(this.current)}
    ></tp-tabs>`;
  }
}
