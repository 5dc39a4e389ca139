import { DurationChart } from './duration-chart.component.js';

export { DurationChart } from './duration-chart.component.js';

customElements.define('tp-duration-chart', DurationChart);

declare global {
  interface HTMLElementTagNameMap {
    'tp-duration-chart': DurationChart;
  }
}
