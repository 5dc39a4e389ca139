import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    padding: 1rem;
  }
  .lines {
    display: grid;
    gap: 1rem;
    animation: appear 0.2s 0.25s both;
  }
  i {
    height: 0.8rem;
    border-radius: var(--radius-s);
    background: var(--hover);
  }
  .w0 {
    width: 72%;
  }
  .w1 {
    width: 88%;
  }
  .w2 {
    width: 55%;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
`;
