import { css } from 'lit';

export const styles = css`
  .setting {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1rem;
    padding: 0.6rem 1rem;
    cursor: pointer;
  }
  .setting > span {
    display: grid;
    min-width: 0;
  }
  strong {
    font-weight: 550;
  }
  small {
    color: var(--muted);
    font-size: var(--size-s);
  }
  .number {
    flex: none;
    width: 6rem;
    text-align: right;
  }
  .switch {
    flex: none;
    position: relative;
    width: 2.25rem;
    height: 1.25rem;
    margin: 0;
    border: 1px solid var(--line-strong);
    border-radius: 99px;
    background: var(--sunken);
    appearance: none;
    cursor: pointer;
    transition: background 0.12s;
  }
  .switch::after {
    content: '';
    position: absolute;
    top: 2px;
    left: 2px;
    width: calc(1.25rem - 6px);
    height: calc(1.25rem - 6px);
    border-radius: 50%;
    background: var(--line-strong);
    transition: transform 0.12s;
  }
  .switch:checked {
    border-color: var(--accent-fill);
    background: var(--accent-fill);
  }
  .switch:checked::after {
    background: #fff;
    transform: translateX(1rem);
  }
  .switch:disabled {
    opacity: 0.6;
    cursor: default;
  }
  .key {
    display: grid;
    gap: 0.5rem;
    font-size: var(--size-m);
  }
  pre {
    margin: 0;
    padding: 0.6rem 0.8rem;
    border-radius: var(--radius);
    background: var(--sunken);
    font-size: var(--size-s);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .key code {
    overflow-wrap: anywhere;
  }
  .grow {
    flex: 1 1 12rem;
  }
`;
