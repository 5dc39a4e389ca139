import { css } from 'lit';

/** Buttons, fields and notes. */
export const controls = css`
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.4rem;
    min-height: 2rem;
    padding: 0 0.7rem;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
    font-size: var(--size-m);
    font-weight: 500;
    white-space: nowrap;
    cursor: pointer;
  }
  a.button:hover {
    text-decoration: none;
  }
  .button:hover {
    background: var(--hover);
  }
  .button.primary {
    background: var(--accent-fill);
    border-color: var(--accent-fill);
    color: var(--on-accent);
  }
  .button.primary:hover {
    filter: brightness(1.1);
  }
  .button.danger {
    color: var(--failed);
    border-color: var(--failed);
  }
  .button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--muted);
  }
  .button.quiet:hover {
    background: var(--hover);
    color: var(--text);
  }
  .button.icon {
    width: 2rem;
    padding: 0;
  }
  .button[aria-pressed='true'] {
    background: var(--accent-soft);
    border-color: var(--accent);
    color: var(--accent);
  }
  .button[disabled] {
    color: var(--muted);
    border-color: var(--line);
    background: var(--sunken);
    cursor: default;
  }
  .button.quiet[disabled] {
    border-color: transparent;
    background: transparent;
    opacity: 0.5;
  }
  .field {
    display: grid;
    gap: 0.25rem;
  }
  .field > span,
  label.label {
    font-size: var(--size-m);
    font-weight: 550;
  }
  .field small {
    color: var(--muted);
    font-size: var(--size-s);
  }
  .input {
    width: 100%;
    min-height: 2rem;
    padding: 0.25rem 0.6rem;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
  }
  .input::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  .input.narrow {
    width: auto;
    font-size: var(--size-m);
  }
  textarea.input {
    padding: 0.5rem 0.6rem;
    resize: vertical;
    font-family: var(--mono);
    font-size: var(--size-m);
    line-height: 1.55;
    font-variant-ligatures: none;
  }
  .input:focus-visible {
    outline-offset: -1px;
  }
  .note {
    display: flex;
    gap: 0.6rem;
    padding: 0.6rem 0.8rem;
    border-radius: var(--radius);
    background: var(--sunken);
    font-size: var(--size-m);
    overflow-wrap: anywhere;
  }
  .note.problem {
    background: var(--failed-soft);
    color: var(--failed);
  }
  .note.warn {
    background: var(--started-soft);
    color: var(--started);
  }
  .note.wait {
    background: var(--queued-soft);
    color: var(--queued);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    max-width: 100%;
    padding: 0 0.4rem;
    border-radius: var(--radius-s);
    background: var(--sunken);
    color: var(--text);
    font-family: var(--mono);
    font-size: var(--size-s);
    line-height: 1.35rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .tag {
    display: inline-block;
    padding: 0 0.4rem;
    border: 1px solid var(--line);
    border-radius: 99px;
    color: var(--muted);
    font-size: var(--size-s);
    line-height: 1.25rem;
    white-space: nowrap;
  }
`;
