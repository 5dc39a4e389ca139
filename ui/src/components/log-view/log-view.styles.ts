import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    min-height: 0;
    background: var(--log-bg);
    color: var(--log-text);
  }
  .scroller {
    flex: 1;
    min-width: 0;
    overflow: auto;
    overflow-anchor: none;
    padding: 0;
    color-scheme: dark;
    scrollbar-color: #4a525e transparent;
  }
  .scroller:focus-visible {
    outline-offset: -2px;
    outline-color: #7ea6ff;
  }
  .sizer {
    position: relative;
  }
  .rows {
    position: absolute;
    top: 0;
    left: 0;
    min-width: 100%;
    width: max-content;
    will-change: transform;
  }
  .row {
    display: flex;
    height: 20px;
    min-width: 100%;
    contain: style;
    font-family: var(--mono);
    font-size: 12.5px;
    font-variant-ligatures: none;
    line-height: 20px;
    white-space: pre;
    tab-size: 8;
  }
  :host([wrap]) .rows {
    width: 100%;
  }
  :host([wrap]) .row {
    height: auto;
    min-height: 20px;
  }
  :host([wrap]) .t {
    min-width: 0;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  :host([wrap]) .aside {
    flex: none;
  }
  .row:hover,
  .row:hover > .n {
    background: var(--log-hover);
  }
  .n {
    position: sticky;
    left: 0;
    z-index: 1;
    flex: none;
    width: calc(var(--digits, 4) * 1ch + 1.6em);
    padding: 0 0.9em 0 0.5em;
    background: var(--log-bg);
    color: var(--log-line);
    text-align: right;
    user-select: none;
    font-variant-numeric: tabular-nums;
  }
  .n:hover {
    color: #fff;
    text-decoration: none;
  }
  .at {
    flex: none;
    width: 9ch;
    color: var(--log-line);
    user-select: none;
  }
  .t {
    unicode-bidi: isolate;
    padding-right: 1.5em;
  }
  .b {
    font-weight: 700;
  }
  .i {
    font-style: italic;
  }
  .u {
    text-decoration: underline;
  }
  .s {
    text-decoration: line-through;
  }
  .u.s {
    text-decoration: underline line-through;
  }
  mark {
    border-radius: 2px;
    background: #e9c34b;
    color: #14171c;
  }
  .selected,
  .selected > .n,
  .selected:hover,
  .selected:hover > .n {
    background: var(--log-mark);
    color: #f3e6b3;
  }
  .current,
  .current > .n,
  .current:hover,
  .current:hover > .n {
    background: #2a3346;
  }
  .fold {
    background: var(--log-fold);
    cursor: pointer;
  }
  .fold > .n {
    background: var(--log-fold);
  }
  .fold-button {
    flex: none;
    width: 1.1em;
    height: 20px;
    margin-left: -0.4em;
    padding: 0;
    border: 0;
    background: none;
    color: var(--log-line);
    cursor: pointer;
  }
  .fold-button::before {
    content: '';
    display: inline-block;
    width: 0.42em;
    height: 0.42em;
    border: solid currentColor;
    border-width: 0 1.5px 1.5px 0;
    transform: translateY(-0.12em) rotate(45deg);
  }
  .fold-button[aria-expanded='false']::before {
    transform: translateX(-0.1em) rotate(-45deg);
  }
  .fold-button:focus-visible {
    outline: 2px solid #7ea6ff;
    outline-offset: -2px;
  }
  .aside {
    position: sticky;
    right: 0;
    display: inline-flex;
    gap: 0.6em;
    margin-left: auto;
    padding: 0 0.9em 0 1.5em;
    color: var(--log-line);
    font-size: 11.5px;
    user-select: none;
  }
  .row > .aside {
    background: linear-gradient(to right, transparent, var(--log-bg) 1.2em);
  }
  .fold > .aside {
    background: linear-gradient(to right, transparent, var(--log-fold) 1.2em);
  }
  .ms {
    padding: 0 0.45em;
    border-radius: 3px;
    background: #262c35;
    line-height: 16px;
    margin: 2px 0;
    color: #c4cad4;
  }
  @media (width < 640px) {
    .n {
      width: calc(var(--digits, 4) * 1ch + 0.9em);
      padding: 0 0.6em 0 0.2em;
    }
    .row {
      font-size: 11.5px;
    }
    .fold-name {
      display: none;
    }
  }
`;
