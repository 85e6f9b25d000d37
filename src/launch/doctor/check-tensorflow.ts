import {
  findTfjsNodeFolder,
  type NativeTensorflowRecord,
  readNativeTensorflowRecord,
} from '../../util/native-tensorflow-record';
import type { Check } from './check';
import { probeTensorflow, type TensorflowProbe } from './probe-tensorflow';

/** Whether native TensorFlow loads and computes, its version and where it came from. */
export async function checkTensorflow(
  probe: () => Promise<TensorflowProbe> = probeTensorflow,
): Promise<Check> {
  const subject = 'TensorFlow';
  const folder = findTfjsNodeFolder();
  if (folder === undefined) {
    return {
      subject,
      status: 'problem',
      finding: 'the package @tensorflow/tfjs-node is not installed',
      remedy: 'Run "npm run set-up" in the clone',
    };
  }
  const found = await probe();
  if (!found.loads) {
    return {
      subject,
      status: 'problem',
      finding: `native TensorFlow does not load: ${found.reason}`,
      remedy: 'Run "npm run set-up" in the clone',
    };
  }
  const { tensorflowVersion, tfjsVersion } = found;
  const origin = describeOrigin(readNativeTensorflowRecord(folder));
  const finding = `${tensorflowVersion} under tfjs ${tfjsVersion}, ${origin}`;
  return { subject, status: 'ok', finding };
}

function describeOrigin(record: NativeTensorflowRecord | undefined): string {
  switch (record?.source) {
    case 'wheel':
      return `from the Python wheel in ${record.libraryFolder}`;
    case 'installer':
      return "from tfjs-node's own installer";
    case undefined:
      return 'not put there by this set-up';
  }
}
