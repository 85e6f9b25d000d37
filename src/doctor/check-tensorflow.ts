import {
  findTfjsNodeFolder,
  type NativeTensorflowRecord,
  readNativeTensorflowRecord,
} from '../tensorflow/native-tensorflow-record';
import { findTensorflowProblem } from '../tensorflow/require-tensorflow';
import { setUpCommand } from '../util/process/command-for';
import type { Check } from './check';
import { probeTensorflow, type TensorflowProbe } from './probe-tensorflow';

/** Whether native TensorFlow loads and computes, its version and where it came from. */
export async function checkTensorflow(
  probe: () => Promise<TensorflowProbe> = probeTensorflow,
): Promise<Check> {
  const subject = 'TensorFlow';
  const remedy = `Run \`${setUpCommand()}\`, which puts it right`;
  const problem = findTensorflowProblem();
  const folder = findTfjsNodeFolder();
  if (problem !== undefined || folder === undefined) {
    return { subject, status: 'problem', finding: `native TensorFlow ${problem}`, remedy };
  }
  const found = await probe();
  if (!found.loads) {
    const finding = `native TensorFlow does not load: ${found.reason}`;
    return { subject, status: 'problem', finding, remedy };
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
