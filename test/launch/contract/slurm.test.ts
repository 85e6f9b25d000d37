import { describeContract } from './describe-contract';
import { slurmLauncher } from './slurm-launcher';

describeContract(slurmLauncher);
