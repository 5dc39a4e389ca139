/**
 * One name for an account however its login is written: letter case, width and composition of characters and blanks
 * around it do not count. What compares or counts logins goes by it.
 * @experimental
 */
export function loginKey(login: string): string {
  // Twice: some capitals become a compatibility form only when they are small.
  return login.normalize('NFKC').trim().toLowerCase().normalize('NFKC');
}
