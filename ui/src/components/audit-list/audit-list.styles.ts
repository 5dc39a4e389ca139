import { css } from 'lit';

export const styles = css`
  form {
    display: grid;
    grid-template-columns: repeat(5, minmax(0, 1fr)) auto;
    align-items: end;
    gap: 0.75rem;
    padding: 0.75rem 1rem;
    border-bottom: 1px solid var(--line);
  }
  .entry {
    display: grid;
    grid-template-columns: 9rem minmax(0, 14rem) minmax(0, 1fr);
    gap: 0.15rem 1rem;
    padding: 0.5rem 1rem;
    font-size: var(--size-m);
  }
  .entry p {
    overflow-wrap: anywhere;
  }
  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 0.6rem;
    overflow-wrap: anywhere;
  }
  dd {
    font-family: var(--mono);
    font-size: var(--size-s);
  }
  @media (width < 760px) {
    form {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .entry {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
