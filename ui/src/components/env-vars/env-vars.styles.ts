import { css } from 'lit';

export const styles = css`
  .var {
    display: grid;
    grid-template-columns: minmax(8rem, 1fr) minmax(0, 2fr) auto 2rem;
    align-items: center;
    gap: 0.75rem;
    padding: 0.4rem 1rem;
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
  form {
    display: grid;
    grid-template-columns: 1fr 1.6fr 1fr auto auto;
    align-items: end;
    gap: 0.75rem;
    padding: 0.9rem 1rem;
    border-top: 1px solid var(--line);
  }
  .public {
    min-height: 2rem;
    font-size: var(--size-m);
  }
  .pad {
    padding: 0.75rem 1rem;
  }
  @media (width < 760px) {
    form {
      grid-template-columns: 1fr;
    }
    .var {
      grid-template-columns: minmax(0, 1fr) 2rem;
    }
    .value,
    .var > span {
      grid-column: 1;
    }
    .var > .button {
      grid-row: 1;
      grid-column: 2;
    }
  }
`;
