import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { WireBuild } from '@turnpike/core/contracts/wire';
import { buildRef } from '../../data/build-view.js';
import { elapsed, firstLine, latestTime, restOf } from '../../data/format.js';
import { isFinal } from '../../data/states.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { safeHref } from '../../data/safe-href.js';
import '../duration/duration.js';
import '../icon/icon.js';
import '../state/state.js';
import '../time/time.js';
import { styles } from './build-head.styles.js';

const EVENTS: Readonly<Record<string, string>> = {
  push: 'pushed',
  pull_request: 'pull request',
  api: 'triggered by API',
  cron: 'scheduled',
  release: 'release',
};

/** What a build is of, who caused it and how it went. Slot `actions` for what may be done with it. */
export class BuildHead extends LitElement {
  static override styles = [reset, controls, page, styles];
  @property({ attribute: false }) build!: WireBuild;

  protected override render(): TemplateResult {
    const { build } = this;
    const title = build.pull_request_title ?? firstLine(build.commit?.message);
    const rest = restOf(build.commit?.message);
    return html`<div class="head">
      <div class="main">
        <div class="line">
          <tp-state pill .state=${build.state}></tp-state>
          <h1 tabindex="-1"><span class="num">#${build.number}</span> ${title}</h1>
        </div>
        ${
          rest
            ? html`<details class="body">
                <summary>More of the message</summary>
                <pre>${rest}</pre>
              </details>`
            : nothing
        }
        <div class="facts">${this.#source(build)}${this.#timing(build)}</div>
        ${
          build.reason && build.state !== 'passed' && !build.config_error
            ? html`<p class="reason">${build.reason}</p>`
            : nothing
        }
        ${
          build.newer_build
            ? html`<p class="reason">
                Told late: build #${build.newer_build.number} of a newer commit was there first and
                counts for the branch.
              </p>`
            : nothing
        }
      </div>
      <slot name="actions"></slot>
    </div>`;
  }

  #source(build: WireBuild): TemplateResult {
    const ref = buildRef(build);
    const commit = build.commit;
    const who = build.created_by?.login ?? build.sender ?? commit?.author?.name;
    const compare = safeHref(commit?.compare_url);
    return html`<span><tp-icon name=${ref.icon}></tp-icon>${ref.text}</span>
      ${build.pull_request?.fork ? html`<span class="tag">from a fork</span>` : nothing}
      ${build.pull_request?.draft ? html`<span class="tag">draft</span>` : nothing}
      ${build.priority && !isFinal(build.state) ? html`<span class="tag">first in line</span>` : nothing}
      ${
        commit
          ? html`<span
              ><tp-icon name="commit"></tp-icon>${
                compare
                  ? html`<a class="mono" href=${compare} rel="noreferrer"
                      >${commit.sha.slice(0, 10)}</a
                    >`
                  : html`<span class="mono">${commit.sha.slice(0, 10)}</span>`
              }</span
            >`
          : nothing
      }
      <span><tp-icon name="user"></tp-icon>${who ?? 'unknown'}, ${EVENTS[build.event_type]}</span>`;
  }

  #timing(build: WireBuild): TemplateResult {
    const together = jobsTogether(build);
    return html`${
        build.started_at
          ? html`<span title="From start to end"
              ><tp-icon name="clock"></tp-icon
              ><tp-duration .from=${build.started_at} .to=${build.finished_at}></tp-duration
            ></span>`
          : nothing
      }
      ${
        together !== undefined && (build.jobs?.length ?? 0) > 1 && build.finished_at
          ? html`<span title="Sum of all jobs"
              >jobs together <tp-duration .ms=${together}></tp-duration
            ></span>`
          : nothing
      }
      <span><tp-icon name="calendar"></tp-icon><tp-time .at=${latestTime(build)}></tp-time></span>`;
  }
}

/** The jobs' own times, as exact as they are shown; the build's `duration` is in whole seconds. */
function jobsTogether({ jobs, duration }: WireBuild): number | undefined {
  const each = (jobs ?? []).map((job) => elapsed(job.started_at, job.finished_at));
  const known = each.filter((ms) => ms !== undefined);
  if (known.length > 0) return known.reduce((sum, ms) => sum + ms, 0);
  return duration ? duration * 1000 : undefined;
}
