import { css } from 'lit';

export const styles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 0.75rem 1.5rem;
    margin-top: 0.4rem;
  }
  .main {
    display: grid;
    flex: 1 1 24rem;
    gap: 0.45rem;
    min-width: 0;
  }
  .line {
    display: flex;
    gap: 0.7rem;
    align-items: flex-start;
  }
  .line tp-state {
    margin-top: 0.15rem;
  }
  h1 {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  h1 .num {
    color: var(--muted);
    font-weight: 450;
  }
  .body summary {
    color: var(--muted);
    font-size: var(--size-m);
    cursor: pointer;
  }
  pre {
    margin: 0.4rem 0;
    padding: 0.6rem 0.8rem;
    border-radius: var(--radius);
    background: var(--sunken);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    font-size: var(--size-m);
  }
  .reason {
    overflow-wrap: anywhere;
    color: var(--muted);
    font-size: var(--size-m);
  }
  @media (width < 640px) {
    .line {
      flex-direction: column;
      gap: 0.3rem;
    }
    h1 {
      font-size: var(--size-l);
    }
  }
`;
