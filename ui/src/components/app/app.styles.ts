import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 100dvh;
  }
  main {
    display: flex;
    flex: 1;
    flex-direction: column;
    width: 100%;
    max-width: calc(var(--page) + 2 * var(--gutter));
    margin: 0 auto;
    padding: 1.5rem var(--gutter) 3rem;
    min-width: 0;
  }
  main.wide {
    max-width: calc(max(var(--page), 120rem) + 2 * var(--gutter));
  }
  main:focus {
    outline: none;
  }
  .box {
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) + 2px);
    background: var(--surface);
  }
  .skip {
    position: absolute;
    z-index: 10;
    top: -4rem;
    left: 1rem;
    padding: 0.5rem 1rem;
    background: var(--surface);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
  }
  .skip:focus {
    top: 0.5rem;
  }
  @media (width < 640px) {
    main {
      padding-top: 1rem;
    }
  }
`;
