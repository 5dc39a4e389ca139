import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { WireAuditEntry } from '@turnpike/core/contracts/wire';
import { Loader } from '../../controllers/loader.js';
import { auditFile, listAudit, type AuditFilter } from '../../data/people.js';
import { withinPages } from '../../data/within-pages.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../empty/empty.js';
import '../icon/icon.js';
import '../loading/loading.js';
import '../pager/pager.js';
import '../problem/problem.js';
import '../time/time.js';
import { styles } from './audit-list.styles.js';

const REREAD_MS = 5000;
const UNSURE: Readonly<Record<string, string>> = {
  begun: 'Begun; whether it was done is not known.',
  failed: 'The server failed in it; whether it was done is not known.',
};
const FIELDS = [
  { name: 'user', title: 'Who', hint: 'login', type: 'text' },
  { name: 'action', title: 'What', hint: 'user. or user.suspend', type: 'text' },
  { name: 'target', title: 'Thing', hint: 'user/grace', type: 'text' },
  { name: 'from', title: 'From', hint: '', type: 'date' },
  { name: 'to', title: 'Before', hint: '', type: 'date' },
] as const;

/** Who did what to which, newest first: of a repository, or of the whole platform. */
export class AuditList extends LitElement {
  static override styles = [reset, controls, page, styles];
  /** Id; absent: of the whole platform. */
  @property({ type: Number }) repository: number | undefined;
  @state() private filter: AuditFilter = {};
  @state() private offset = 0;
  @query('form') private form!: HTMLFormElement;
  #timer: ReturnType<typeof setInterval> | undefined;

  readonly #entries = new Loader(this, {
    args: () => [this.repository, this.filter, this.offset] as const,
    load: ([repository, filter, offset], signal) =>
      listAudit(repository, { ...filter, offset }, signal),
    loaded: ({ '@pagination': paged }) => (this.offset = withinPages(this.offset, paged)),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => {
      if (!document.hidden && this.offset === 0) this.#entries.reload();
    }, REREAD_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override render(): TemplateResult {
    return html`<section class="panel" aria-label="Audit log">
      <div class="panel-head">
        <h2>Who did what</h2>
        <a
          class="button quiet"
          href=${auditFile(this.repository, this.filter)}
          download="audit.jsonl"
          ><tp-icon name="download"></tp-icon>Export as JSON lines</a
        >
      </div>
      <form @submit=${this.#narrow} @change=${this.#narrow}>
        ${FIELDS.map(
          ({ name, title, hint, type }) =>
            html`<label class="field"
              ><span>${title}</span
              ><input class="input" name=${name} type=${type} placeholder=${hint}
            /></label>`,
        )}
        <button class="button">Filter</button>
      </form>
      ${this.#body()}
    </section>`;
  }

  #body(): TemplateResult {
    const { value, error } = this.#entries;
    if (!value && error)
      return html`<tp-problem
        .error=${error}
        @retry=${() => this.#entries.reload(0)}
      ></tp-problem>`;
    if (!value) return html`<tp-loading lines="6" label="Loading the audit log"></tp-loading>`;
    if (value.audit_entries.length === 0)
      return html`<tp-empty icon="list" heading="Nothing is written here">
        Sign-ins, tokens, rights, settings, secrets, restarts and cancels are. The filter may leave
        them out.
      </tp-empty>`;
    return html`<ul class="rows">
        ${value.audit_entries.map((entry) => html`<li>${this.#entry(entry)}</li>`)}
      </ul>
      <tp-pager
        .pagination=${value['@pagination']}
        @page=${(event: CustomEvent<number>) => (this.offset = event.detail)}
      ></tp-pager>`;
  }

  #entry(entry: WireAuditEntry): TemplateResult {
    const { who, acting_as: as, via, address, action, target, before, after, outcome } = entry;
    const unsure = UNSURE[outcome];
    return html`<div class="entry">
      <tp-time class="muted" .at=${entry.at}></tp-time>
      <p>
        <strong>${who}</strong>${as ? html` as <strong>${as}</strong>` : nothing}
        <span class="muted">by ${via}${address ? ` from ${address}` : ''}</span>
      </p>
      <div>
        <p><strong>${action}</strong> ${target}</p>
        ${unsure ? html`<p class="muted">${unsure}</p>` : nothing}
        ${
          before || after
            ? html`<dl>
                ${
                  before
                    ? html`<dt class="muted">before</dt>
                        <dd>${JSON.stringify(before)}</dd>`
                    : nothing
                }
                ${
                  after
                    ? html`<dt class="muted">after</dt>
                        <dd>${JSON.stringify(after)}</dd>`
                    : nothing
                }
              </dl>`
            : nothing
        }
      </div>
    </div>`;
  }

  readonly #narrow = (event: Event): void => {
    event.preventDefault();
    const given = [...new FormData(this.form)].map(
      ([name, value]) => [name, String(value).trim()] as const,
    );
    this.filter = Object.fromEntries(given.filter(([, value]) => value !== ''));
    this.offset = 0;
  };
}
