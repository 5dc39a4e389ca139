/** Number of the channel among the open files of a plugin's process: behind input, output and errors. */
export const CHANNEL_FD = 3;
