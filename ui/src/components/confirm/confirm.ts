import { Confirm, type Question } from './confirm.component.js';

export { Confirm } from './confirm.component.js';

customElements.define('tp-confirm', Confirm);

declare global {
  interface HTMLElementTagNameMap {
    'tp-confirm': Confirm;
  }
}

/** Asks, and answers what was chosen; closing the dialog is "no". */
export function ask(question: Question): Promise<boolean> {
  const element = document.createElement('tp-confirm');
  element.question = question;
  const answer = new Promise<boolean>((resolve) => (element.answer = resolve));
  document.body.append(element);
  return answer;
}
