import { css } from 'lit';

export const styles = css`
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75rem;
  }
  h1 {
    margin-right: auto;
  }
  .all {
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }
  .search {
    position: relative;
    flex: 0 1 20rem;
    min-width: 12rem;
  }
  .search tp-icon {
    position: absolute;
    top: 0.5rem;
    left: 0.6rem;
    color: var(--muted);
  }
  .search .input {
    padding-left: 2rem;
  }
  .search kbd {
    position: absolute;
    top: 0.4rem;
    right: 0.5rem;
    padding: 0 0.35rem;
    border: 1px solid var(--line);
    border-radius: var(--radius-s);
    background: var(--surface);
    color: var(--muted);
    font-size: var(--size-s);
  }
  .search .input:focus + kbd {
    display: none;
  }
  @media (width < 640px) {
    .search {
      order: 3;
      flex-basis: 100%;
    }
    .search kbd {
      display: none;
    }
  }
`;
