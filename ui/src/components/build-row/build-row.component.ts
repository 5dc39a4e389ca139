import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { PAGES, type WireBuild } from '@turnpike/core/contracts/wire';
import { pageHref } from '../../controllers/router.js';
import { buildRef, splitSlug } from '../../data/build-view.js';
import { firstLine, latestTime } from '../../data/format.js';
import { LOOKS } from '../../data/states.js';
import { controls } from '../../styles/controls.styles.js';
import { itemRow } from '../../styles/item-row.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { tones } from '../../styles/tones.styles.js';
import { timeTaken } from '../duration/time-taken.js';
import '../icon/icon.js';
import '../state/state.js';
import '../time/time.js';
import { styles } from './build-row.styles.js';

/** One build in a list. */
export class BuildRow extends LitElement {
  static override styles = [reset, controls, tones, itemRow, styles];
  @property({ attribute: false }) build!: WireBuild;
  @property() slug = '';

  protected override render(): TemplateResult {
    const { build } = this;
    const href = pageHref(PAGES.build, { ...splitSlug(this.slug), id: build.id });
    const title = build.pull_request_title ?? firstLine(build.commit?.message);
    return html`<div class="item" data-tone=${LOOKS[build.state].tone}>
      <tp-state .state=${build.state}></tp-state>
      <div class="what">
        <a class="title" href=${href}>${title || `Build ${build.number}`}</a>
        <div class="about">${this.#facts(build)}</div>
      </div>
      <a class="number num" href=${href} aria-label="Build ${build.number}">#${build.number}</a>
      <div class="when">
        ${timeTaken(build)}
        <tp-time .at=${latestTime(build)}></tp-time>
      </div>
    </div>`;
  }

  #facts(build: WireBuild): TemplateResult {
    const ref = buildRef(build);
    const who = build.created_by?.login ?? build.sender ?? build.commit?.author?.name;
    return html`<span><tp-icon name=${ref.icon}></tp-icon>${ref.text}</span>
      ${build.commit ? html`<span class="mono">${build.commit.sha.slice(0, 7)}</span>` : nothing}
      ${who ? html`<span><tp-icon name="user"></tp-icon>${who}</span>` : nothing}
      ${
        build.event_type === 'cron' || build.event_type === 'api'
          ? html`<span class="tag">${build.event_type}</span>`
          : nothing
      }`;
  }
}
