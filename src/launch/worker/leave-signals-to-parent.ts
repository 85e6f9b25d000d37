/*
 * Ctrl-C, the end of a terminal and a `kill` of the group reach every process of a grid at once, and
 * it is the parent that decides what they mean for its workers. To be imported before anything that
 * takes long to load, because a signal that comes while no one listens ends the process.
 */
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
