import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    min-height: 24rem;
  }
  section {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) + 2px);
    background: var(--surface);
    overflow: hidden;
  }
  tp-log-view {
    flex: 1;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.5rem;
    padding: 0.35rem 0.5rem;
    border-bottom: 1px solid var(--line);
  }
  .find {
    display: flex;
    flex: 1 1 14rem;
    align-items: center;
    gap: 0.3rem;
    min-width: 0;
    height: 2rem;
    padding-left: 0.6rem;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    max-width: 26rem;
  }
  .find:focus-within {
    outline: 2px solid var(--focus);
    outline-offset: -1px;
  }
  .find > tp-icon {
    color: var(--muted);
  }
  .find input {
    flex: 1;
    min-width: 0;
    height: 100%;
    border: 0;
    outline: none;
    background: none;
    font-size: var(--size-m);
  }
  .find input::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  .find input::-webkit-search-cancel-button {
    display: none;
  }
  .find .button {
    min-height: 1.75rem;
    width: 1.75rem;
  }
  .hits {
    color: var(--muted);
    font-size: var(--size-s);
    white-space: nowrap;
  }
  .tools {
    display: flex;
    align-items: center;
    gap: 0.1rem;
    margin-left: auto;
  }
  .note {
    border-radius: 0;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.1rem 1rem;
    min-height: 1.9rem;
    padding: 0.2rem 0.8rem;
    border-top: 1px solid var(--line);
    color: var(--muted);
    font-size: var(--size-s);
  }
  .live {
    color: var(--started);
    font-weight: 600;
  }
  .live::before {
    content: '';
    display: inline-block;
    width: 0.45rem;
    height: 0.45rem;
    margin-right: 0.35rem;
    border-radius: 50%;
    background: var(--fill-started);
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    cursor: pointer;
  }
  .reason {
    margin-left: auto;
    color: var(--text);
  }
  @media (width < 640px) {
    .find {
      flex-basis: 100%;
      max-width: none;
    }
    .tools {
      margin: 0;
      width: 100%;
      justify-content: space-between;
    }
  }
`;
