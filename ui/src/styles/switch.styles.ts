import { css } from 'lit';

/** A checkbox that looks like what it does: `<input class="switch" type="checkbox" role="switch">`. */
export const switches = css`
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
`;
