import { startAblate } from '../start-ablate';
import type { ContractLauncher, LaunchedGrid, LauncherSite } from './contract-launcher';
import { killHolder } from './kill-holder';
import { waitForRun } from './run-at-work';

/** `ablate run`, whose machine takes all with it when it is lost. */
export const localLauncher: ContractLauncher = {
  title: 'ablate run',
  obstacle: undefined,
  startsAgain: false,
  open: async () => site,
};

const site: LauncherSite = {
  async launch({ spec, results, directory }): Promise<LaunchedGrid> {
    const command = startAblate(['run', spec, '--results-dir', results, '--jobs', '2']);
    const afterwards = async (act: () => void): Promise<void> => {
      await waitForRun(directory);
      act();
    };
    return {
      end: async () => void (await command.ended),
      killWorker: async () => killHolder(await waitForRun(directory)),
      loseNode: () => afterwards(() => command.signalGroup('SIGKILL')),
      cancel: () => afterwards(() => command.signalGroup('SIGINT')),
      reachDeadline: () => afterwards(() => command.process.kill('SIGUSR2')),
      preempt: () => afterwards(() => command.process.kill('SIGTERM')),
    };
  },
  close: async () => {},
};
