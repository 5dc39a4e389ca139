/** Locks that the operating system holds: gone with the process, however it ends. */
export { lockFile, type FileLock } from './lock-file.js';
