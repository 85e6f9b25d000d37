import { describeContract } from './describe-contract';
import { kubernetesLauncher } from './kubernetes-launcher';

describeContract(kubernetesLauncher);
