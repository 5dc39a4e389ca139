import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { PAGES, type WireRepository } from '@turnpike/core/contracts/wire';
import { pageHref } from '../../controllers/router.js';
import { buildRef, splitSlug } from '../../data/build-view.js';
import { firstLine, latestTime } from '../../data/format.js';
import { LOOKS, type ShownState } from '../../data/states.js';
import { controls } from '../../styles/controls.styles.js';
import { itemRow } from '../../styles/item-row.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { tones } from '../../styles/tones.styles.js';
import { timeTaken } from '../duration/time-taken.js';
import '../icon/icon.js';
import '../state/state.js';
import '../time/time.js';
import { styles } from './repository-row.styles.js';

/** One repository in a list, with its newest build. */
export class RepositoryRow extends LitElement {
  static override styles = [reset, controls, tones, itemRow, styles];
  @property({ attribute: false }) repository!: WireRepository;

  protected override render(): TemplateResult {
    const { repository } = this;
    const build = repository.current_build;
    const state: ShownState = build?.state ?? 'none';
    const parts = splitSlug(repository.slug);
    return html`<div class="item" data-tone=${LOOKS[state].tone}>
      <tp-state .state=${state}></tp-state>
      <div class="what">
        <a class="title" href=${pageHref(PAGES.repository, parts)}
          ><span class="owner">${parts.owner}/</span>${parts.name}</a
        >
        ${repository.private ? html`<tp-icon name="lock" label="Private"></tp-icon>` : nothing}
        ${repository.active === false ? html`<span class="tag">inactive</span>` : nothing}
        <div class="about">${this.#about()}</div>
      </div>
      ${build ? this.#build() : html`<span class="none muted">waits for its first push</span>`}
    </div>`;
  }

  #about(): TemplateResult | string | null | undefined {
    const build = this.repository.current_build;
    if (!build) return this.repository.description;
    const ref = buildRef(build);
    return html`<span class="ref"><tp-icon name=${ref.icon}></tp-icon>${ref.text}</span>
      <span class="message">${build.pull_request_title ?? firstLine(build.commit?.message)}</span>`;
  }

  #build(): TemplateResult | typeof nothing {
    const build = this.repository.current_build;
    if (!build) return nothing;
    const href = pageHref(PAGES.build, { ...splitSlug(this.repository.slug), id: build.id });
    return html`<a class="number num" href=${href} aria-label="Build ${build.number}"
        >#${build.number}</a
      >
      <span class="when">
        ${timeTaken(build)}
        <tp-time .at=${latestTime(build)}></tp-time>
      </span>`;
  }
}
