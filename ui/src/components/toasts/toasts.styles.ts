import { css } from 'lit';

export const styles = css`
  .list {
    position: fixed;
    z-index: 100;
    right: 1rem;
    bottom: 1rem;
    left: 1rem;
    display: grid;
    justify-items: end;
    gap: 0.5rem;
    pointer-events: none;
  }
  .toast {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    max-width: 30rem;
    padding: 0.35rem 0.35rem 0.35rem 0.8rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow);
    font-size: var(--size-m);
    pointer-events: auto;
  }
  .done tp-icon {
    color: var(--passed);
  }
  .problem tp-icon {
    color: var(--failed);
  }
  .toast .button tp-icon {
    color: inherit;
  }
`;
