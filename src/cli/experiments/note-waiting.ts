import type { LaunchEvent } from '../../launch/launch-events';
import { printNote } from '../output/print';
import { showPath } from '../output/show-path';

/** Says that others are waited for; other events are passed over. */
export function noteWaiting(event: LaunchEvent): void {
  if (event.type !== 'waiting') return;
  const folders = event.holds.map(({ folder }) => showPath(folder)).join(', ');
  printNote(`Waiting for others who work there: ${folders}`);
}
