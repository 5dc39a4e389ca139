export type ThemeChoice = 'system' | 'light' | 'dark';
const KEY = 'turnpike.theme';
const CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark'];

/** Dark and light: the system's unless a person chose. Fires `change`. */
class ThemeStore extends EventTarget {
  readonly #system = matchMedia('(prefers-color-scheme: dark)');
  choice: ThemeChoice = 'system';

  start(): void {
    const stored = localStorage.getItem(KEY) as ThemeChoice | null;
    this.choice = stored && CHOICES.includes(stored) ? stored : 'system';
    this.#system.addEventListener('change', () => this.#apply());
    this.#apply();
  }

  get dark(): boolean {
    return this.choice === 'dark' || (this.choice === 'system' && this.#system.matches);
  }

  choose(choice: ThemeChoice): void {
    this.choice = choice;
    localStorage.setItem(KEY, choice);
    this.#apply();
  }

  #apply(): void {
    document.documentElement.classList.toggle('wa-dark', this.dark);
    document.documentElement.classList.toggle('wa-light', !this.dark);
    this.dispatchEvent(new Event('change'));
  }
}

export const theme = new ThemeStore();
