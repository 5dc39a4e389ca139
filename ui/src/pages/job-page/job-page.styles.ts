import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 1rem;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 0.5rem 1.5rem;
    margin-top: 0.4rem;
  }
  .main {
    display: grid;
    flex: 1 1 24rem;
    gap: 0.4rem;
    min-width: 0;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.4rem 0.6rem;
  }
  .message {
    max-width: 32rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    display: inline-block;
    color: var(--text);
  }
  tp-job-log {
    flex: 1 0 max(30rem, 70vh);
    height: max(30rem, 70vh);
    min-height: 0;
  }
  .why {
    display: block;
  }
  .why::first-letter {
    text-transform: uppercase;
  }
  .more {
    font-size: var(--size-s);
  }
  .note tp-icon {
    margin-top: 0.15rem;
  }
`;
