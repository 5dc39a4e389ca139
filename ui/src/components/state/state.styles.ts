import { css } from 'lit';

export const styles = css`
  :host {
    display: inline-flex;
    flex: none;
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 0.35rem;
    color: var(--tone);
    font-size: var(--size-m);
    font-weight: 550;
    white-space: nowrap;
  }
  :host([pill]) .badge {
    padding: 0.15rem 0.6rem 0.15rem 0.45rem;
    border-radius: 99px;
    background: var(--tone-soft);
  }
`;
