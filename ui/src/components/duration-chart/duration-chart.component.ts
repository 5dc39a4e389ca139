import { html, LitElement, unsafeCSS, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import uPlot from 'uplot';
import uplotCss from 'uplot/dist/uPlot.min.css?inline';
import { PAGES, type WireBuild } from '@turnpike/core/contracts/wire';
import { navigate, pageHref } from '../../controllers/router.js';
import { theme } from '../../controllers/theme.js';
import { splitSlug } from '../../data/build-view.js';
import { elapsed, formatDuration } from '../../data/format.js';
import { LOOKS } from '../../data/states.js';
import { reset } from '../../styles/reset.styles.js';
import { styles } from './duration-chart.styles.js';

const HEIGHT = 132;
/** Round steps of a time axis, in seconds. */
const STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400,
];

/** How long the last builds took, oldest left, in the colours of their states. A click opens a build. */
export class DurationChart extends LitElement {
  static override styles = [unsafeCSS(uplotCss), reset, styles];
  @property({ attribute: false }) builds: readonly WireBuild[] = [];
  @property() slug = '';
  @query('.plot') private plot!: HTMLElement;

  #chart: uPlot | undefined;
  #drawn = '';
  readonly #resizes = new ResizeObserver(() => this.#resize());

  override connectedCallback(): void {
    super.connectedCallback();
    theme.addEventListener('change', this.#draw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    theme.removeEventListener('change', this.#draw);
    this.#resizes.disconnect();
    this.#chart?.destroy();
    this.#chart = undefined;
    this.#drawn = '';
  }

  protected override render(): TemplateResult {
    const rows = this.#rows();
    const middle = [...rows].map(({ seconds }) => seconds).sort((a, b) => a - b)[
      Math.floor(rows.length / 2)
    ];
    return html`<div class="head">
        <h2>Duration</h2>
        <p>
          median of ${rows.length}:
          <strong class="num">${formatDuration((middle ?? 0) * 1000)}</strong>
        </p>
      </div>
      <div class="plot" aria-hidden="true" @click=${this.#open}></div>`;
  }

  protected override updated(): void {
    const key = JSON.stringify(this.#rows().map(({ id, seconds, state }) => [id, seconds, state]));
    if (key === this.#drawn) return;
    this.#drawn = key;
    this.#draw();
    this.#resizes.observe(this.plot);
  }

  #rows(): { id: number; number: number; seconds: number; state: WireBuild['state'] }[] {
    return [...this.builds]
      .filter(({ started_at, finished_at }) => started_at && finished_at)
      .sort((a, b) => Number(a.number) - Number(b.number))
      .map(({ id, number, state, started_at, finished_at }) => ({
        id,
        number: Number(number),
        seconds: (elapsed(started_at, finished_at) ?? 0) / 1000,
        state,
      }));
  }

  #color(name: string): string {
    return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  }

  readonly #draw = (): void => {
    if (!this.hasUpdated) return;
    this.#chart?.destroy();
    const rows = this.#rows();
    const at = rows.map((_row, index) => index);
    const options: uPlot.Options = {
      width: this.plot.clientWidth || 600,
      height: HEIGHT,
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      scales: {
        x: { time: false, range: [-0.6, Math.max(rows.length, 12) - 0.4] },
        y: { range: (_u, _low, high) => [0, Math.max(high * 1.1, 1)] },
      },
      axes: [
        this.#axis({
          values: (_u, splits) => splits.map((split) => this.#tick(rows[split]?.number)),
          grid: { show: false },
          incrs: [1, 2, 5, 10],
          space: 48,
          size: 26,
        }),
        this.#axis({
          values: (_u, splits) => splits.map((s) => formatDuration(s * 1000)),
          size: 60,
          space: 30,
          incrs: STEPS,
        }),
      ],
      series: [{}, this.#series(rows.map(({ state }) => this.#color(`fill-${LOOKS[state].tone}`)))],
    };
    this.#chart = new uPlot(options, [at, rows.map(({ seconds }) => seconds)], this.plot);
  };

  #tick(number: number | undefined): string {
    return number === undefined ? '' : `#${number}`;
  }

  #axis(options: uPlot.Axis): uPlot.Axis {
    const stroke = this.#color('muted');
    const line = { stroke: this.#color('line'), width: 1 };
    return {
      stroke,
      font: '12px "Inter Variable", sans-serif',
      ticks: { show: false },
      ...options,
      grid: { ...line, ...options.grid },
    };
  }

  #series(fills: readonly string[]): uPlot.Series {
    const bars = uPlot.paths.bars?.({
      size: [0.7, 22],
      radius: 0.12,
      disp: { fill: { unit: 3, values: () => fills as string[] } },
    } as never);
    return {
      ...(bars && { paths: bars }),
      points: { show: false },
      fill: fills[0] ?? '',
      stroke: 'transparent',
      width: 0,
    };
  }

  #resize(): void {
    const width = this.plot.clientWidth;
    if (this.#chart && width > 0 && width !== this.#chart.width)
      this.#chart.setSize({ width, height: HEIGHT });
  }

  readonly #open = (): void => {
    const row = this.#rows()[this.#chart?.cursor.idx ?? -1];
    if (row) navigate(pageHref(PAGES.build, { ...splitSlug(this.slug), id: row.id }));
  };
}
