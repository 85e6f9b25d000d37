import path from 'node:path';
import type { ContainerRequest, SharedVolume } from '../../launch/submit/scheduler';
import type { Option, OptionValues, Reading } from './option';
import { listOption, readValue, textOption } from './option-kinds';
import { UsageError } from './usage-error';

/** Options of schedulers whose workers run in containers. */
export const containerOptions = {
  image: textOption('Image of the workers, with Ablate as its entry point (Kubernetes)'),
  volume: volumeOption(
    'Volume that the results are on, CLAIM:/path, mounted there on this machine and in each worker (Kubernetes)',
  ),
  memory: patternOption(
    'Memory of each worker: 4Gi (Kubernetes)',
    /^[1-9]\d*(\.\d+)?([kMGT]|[KMGT]i)?$/,
    'takes an amount such as 512Mi or 4Gi',
  ),
  namespace: patternOption(
    "Namespace of the job (Kubernetes; default: kubectl's)",
    /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    'takes lower-case letters, digits and hyphens',
  ),
  label: listOption('Label of the job and its pods, kueue.x-k8s.io/queue-name=team (Kubernetes)'),
};

/**
 * Puts the options together.
 *
 * @param takesContainers whether the scheduler does; undefined is given back where it does not.
 * @throws UsageError where options are missing or for another scheduler.
 */
export function readContainer(
  { image, volume, memory, namespace, label }: OptionValues<typeof containerOptions>,
  takesContainers: boolean,
): ContainerRequest | undefined {
  if (!takesContainers) {
    const given = Object.entries({ image, volume, memory, namespace, label });
    const [name] = given.find(([, value]) => value !== undefined) ?? [];
    if (name === undefined) return undefined;
    throw new UsageError(`--${name} is for workers in containers`, {
      hint: 'Leave it out, or submit with: --to kubernetes',
    });
  }
  if (image === undefined || volume === undefined) {
    throw new UsageError(`--${image === undefined ? 'image' : 'volume'} is missing`, {
      hint: 'Workers run in containers: --image IMAGE --volume CLAIM:/path',
    });
  }
  return {
    image,
    volume,
    memory,
    namespace,
    labels: Object.fromEntries((label ?? []).map(readLabel)),
  };
}

const labelKey = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?)?$/;

function readLabel(text: string): readonly [string, string] {
  const [key = '', value = '', ...more] = text.split('=');
  if (more.length === 0 && text.includes('=') && labelKey.test(key) && labelValue.test(value)) {
    return [key, value];
  }
  throw new UsageError(`--label ${text}: no label of Kubernetes`, {
    hint: 'A label is key=value: --label kueue.x-k8s.io/queue-name=team',
  });
}

function volumeOption(describe: string): Option<SharedVolume | undefined> {
  return {
    declaration: { type: 'string', requiresArg: true, describe },
    read: (found) =>
      readValue<SharedVolume | undefined>(found, (one) =>
        typeof one === 'string' ? readVolume(one) : { value: undefined },
      ),
  };
}

function readVolume(text: string): Reading<SharedVolume> {
  const [, claim, folder] = /^([a-z0-9][-a-z0-9.]*):(\/.*)$/.exec(text) ?? [];
  if (claim === undefined || folder === undefined || folder.includes(':')) {
    return { complaint: 'takes the name of a claim and where it is mounted: results:/data' };
  }
  const normal = path.posix.normalize(folder).replace(/(?<=.)\/$/, '');
  return normal === '/'
    ? { complaint: 'takes a folder to mount the claim at, not the root' }
    : { value: { claim, path: normal } };
}

function patternOption(
  describe: string,
  pattern: RegExp,
  complaint: string,
): Option<string | undefined> {
  return {
    declaration: { type: 'string', requiresArg: true, describe },
    read: (found) =>
      readValue(found, (one) => {
        if (typeof one !== 'string') return { value: undefined };
        return pattern.test(one) ? { value: one } : { complaint };
      }),
  };
}
