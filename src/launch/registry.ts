import type { Launcher } from './launcher';
import { localLauncher } from './local/local-launcher';

/** Every launcher, by its name. */
export const launchers = {
  local: localLauncher,
} as const satisfies Readonly<Record<string, Launcher>>;
