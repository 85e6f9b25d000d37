import path from 'node:path';

/** The clone's folder, absolute, seen from where this file is compiled to (`dist/scripts`). */
export const PROJECT_ROOT: string = path.resolve(__dirname, '..', '..');
