import { compileNetwork } from '../../../src/engine/compiled/compile-network';
import { describeNetwork } from '../../../src/engine/describe-network';
import { buildOptimizer } from '../../../src/optimizers/optimizer';
import { planExecution } from '../../../src/plan/execution-plan';
import { workloadFacts } from '../workload-settings';
import { createTask } from '../workload-task';
import type { Workload } from '../workloads';

/*
 * Writes the compiled step of a workload as a SavedModel, for TensorFlow's Python to look at. Workload,
 * threads and folder are its arguments.
 */

const workload = JSON.parse(process.argv[2] ?? '') as Workload;
const task = createTask(workload, 'compiled', Number(process.argv[3]));
const { settings } = task;
const { program } = compileNetwork(
  describeNetwork(task),
  task,
  buildOptimizer(settings.optimizer),
  planExecution(settings, workloadFacts(workload)),
);
program.writeSavedModel(process.argv[4] ?? '');
program.dispose();
