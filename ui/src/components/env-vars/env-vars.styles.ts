import { css } from 'lit';

export const styles = css`
  :host {
    --form-columns: 1fr 1.6fr 1fr auto auto;
  }
  .entry {
    display: grid;
    grid-template-columns: minmax(8rem, 1fr) minmax(0, 2fr) auto;
  }
  .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .value {
    overflow: hidden;
    color: var(--muted);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  @media (width < 760px) {
    .entry {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
