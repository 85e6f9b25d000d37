import { describeContract } from './describe-contract';
import { localLauncher } from './local-launcher';

describeContract(localLauncher);
