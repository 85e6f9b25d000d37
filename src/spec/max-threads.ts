/** Threads that a run may have: each is a thread of the system, and systems refuse some thousands. */
export const maxThreads = 1024;
