import { css } from 'lit';

export const styles = css`
  .item {
    --first-column: 6.5rem;
  }
  .owner {
    color: var(--muted);
    font-weight: 450;
  }
  .what > tp-icon {
    margin-left: 0.25rem;
    color: var(--muted);
    font-size: 0.85rem;
  }
  .about {
    white-space: nowrap;
  }
  .about > .ref {
    flex: none;
    max-width: 45%;
    overflow: hidden;
  }
  .about > .message {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .none {
    grid-column: 3 / -1;
    font-size: var(--size-s);
    text-align: right;
  }
  @media (width < 640px) {
    .item {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    tp-state {
      grid-row: 1;
      grid-column: 2;
    }
    .what {
      grid-row: 1;
    }
    .number {
      grid-row: 2;
      grid-column: 2;
    }
    .when {
      grid-row: 2;
      grid-column: 1;
    }
    .none {
      grid-column: 1 / -1;
      text-align: left;
    }
  }
`;
