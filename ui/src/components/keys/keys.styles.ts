import { css } from 'lit';

export const styles = css`
  h2 {
    margin: 0 0 0.4rem;
    font-size: var(--size-m);
  }
  dl {
    margin: 0 0 1rem;
    font-size: var(--size-m);
  }
  dl div {
    display: flex;
    gap: 1rem;
    padding: 0.2rem 0;
  }
  dt {
    flex: none;
    width: 4rem;
  }
  dd {
    margin: 0;
  }
  kbd {
    display: inline-block;
    min-width: 1.5rem;
    padding: 0.05rem 0.35rem;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--sunken);
    font: inherit;
    text-align: center;
  }
`;
