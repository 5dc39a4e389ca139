import { css } from 'lit';

export const styles = css`
  .light {
    font-weight: 400;
  }
  .panel-head tp-duration {
    min-width: 4rem;
    color: var(--muted);
    font-size: var(--size-m);
    text-align: right;
  }
  .pad {
    padding: 0.75rem 1rem;
  }
  tp-job-log {
    height: 36rem;
  }
  .note tp-icon {
    margin-top: 0.15rem;
  }
`;
