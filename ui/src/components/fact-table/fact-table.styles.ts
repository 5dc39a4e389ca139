import { css } from 'lit';

export const styles = css`
  .details {
    min-width: 14rem;
    overflow-wrap: anywhere;
  }
  .folder {
    font-family: var(--mono);
    font-size: var(--size-s);
  }
  .small {
    font-size: var(--size-s);
  }
  .bar {
    display: block;
    height: 4px;
    margin: 0.25rem 0 0.1rem auto;
    width: 8rem;
    border-radius: 2px;
    background: var(--hover);
    overflow: hidden;
  }
  .bar rect {
    fill: var(--fill-queued);
  }
  .warning .bar rect {
    fill: var(--fill-started);
  }
`;
