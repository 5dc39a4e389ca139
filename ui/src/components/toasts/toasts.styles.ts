import { css } from 'lit';

export const styles = css`
  .list {
    position: fixed;
    z-index: 100;
    display: grid;
    justify-items: end;
    gap: 0.5rem;
    max-width: calc(100vw - 2rem);
    pointer-events: none;
  }
  .bottom {
    bottom: 1rem;
  }
  .top {
    top: 4.5rem;
  }
  .right {
    right: 1rem;
  }
  .left {
    left: 1rem;
    justify-items: start;
  }
  .middle {
    left: 50%;
    transform: translateX(-50%);
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
