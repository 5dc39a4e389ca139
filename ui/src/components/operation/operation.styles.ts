import { css } from 'lit';

export const styles = css`
  details {
    border-top: 1px solid var(--line);
  }
  summary {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25rem 0.6rem;
    padding: 0.45rem 1rem;
    cursor: pointer;
  }
  summary:hover {
    background: var(--hover);
  }
  summary:focus-visible {
    outline-offset: -3px;
  }
  .method {
    min-width: 3.6rem;
    font-family: var(--mono);
    font-size: var(--size-s);
    font-weight: 650;
  }
  .path {
    font-size: var(--size-m);
    overflow-wrap: anywhere;
  }
  .muted,
  small {
    color: var(--muted);
    font-size: var(--size-m);
  }
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.6rem;
    padding: 0.4rem 1rem 1rem;
  }
  .body p,
  .body h3,
  .body dl {
    margin: 0;
  }
  .body h3 {
    font-size: var(--size-m);
  }
  dl {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 0.2rem 0.9rem;
  }
  dt {
    color: var(--muted);
  }
  dd {
    margin: 0;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr));
    gap: 0.8rem;
  }
  pre {
    max-height: 24rem;
    margin: 0;
    padding: 0.6rem 0.8rem;
    overflow: auto;
    border-radius: var(--radius);
    background: var(--sunken);
    font-family: var(--mono);
    font-size: var(--size-s);
  }
`;
