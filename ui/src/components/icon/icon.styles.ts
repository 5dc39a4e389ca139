import { css } from 'lit';

export const styles = css`
  :host {
    display: inline-flex;
    flex: none;
    width: 1em;
    height: 1em;
    font-size: 1rem;
    vertical-align: -0.15em;
  }
  svg {
    width: 100%;
    height: 100%;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .spin {
    animation: turn 1.6s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spin {
      animation: none;
    }
  }
`;
