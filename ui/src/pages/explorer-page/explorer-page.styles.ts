import { css } from 'lit';

export const styles = css`
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25rem 1rem;
  }
  .find {
    max-width: 28rem;
  }
  .panel {
    overflow: hidden;
  }
`;
