import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { ExperimentDirectory } from '../../../src/records/experiment-directory';
import { useScratchFolder } from '../../scratch-folder';
import { sharedSpec } from '../shared-spec';
import { type CommandEnd, runAblate, writeSpec } from '../start-ablate';
import { type KubectlAnswer, KubernetesStandIn } from './stand-in/kubernetes-stand-in';

jest.setTimeout(180_000);

const scratch = useScratchFolder();
let cluster: KubernetesStandIn;
beforeEach(async () => {
  cluster = await KubernetesStandIn.start(path.join(scratch(), 'k'));
  answers = { create: { stdout: 'job.batch/as-asked created\n' }, get: { stdout: '{"items":[]}' } };
  cluster.intercept = (args) => {
    const [, answer] = Object.entries(answers).find(([verb]) => args.includes(verb)) ?? [];
    return answer && { stdout: '', stderr: '', code: 0, ...answer };
  };
});
afterEach(() => cluster.stop());

/** What kubectl answers, by its verb, in place of playing it. */
let answers: Record<string, Partial<KubectlAnswer>>;

const specText = (steps = 60): string =>
  sharedSpec(`
steps: ${steps}
logEvery: 20
evaluateEvery: 20
checkpointEvery: 20
seeds: 6
grid: { model.activation: [relu, tanh] }
`);

const results = (): string => path.join(scratch(), 'results');
const directory = (): ExperimentDirectory =>
  new ExperimentDirectory(path.join(results(), 'shared'));

function ablate(...args: string[]): Promise<CommandEnd> {
  return runAblate(args, { env: cluster.environment });
}

function submit(...options: string[]): Promise<CommandEnd> {
  return submitText(specText(), ...options);
}

function submitText(text: string, ...options: string[]): Promise<CommandEnd> {
  const spec = writeSpec(scratch(), text);
  const where = ['--image', 'ablate:1', '--volume', `claim:${scratch()}/`];
  const own = ['--results-dir', results(), '--workers', '2'];
  return ablate('submit', spec, '--to', 'kubernetes', ...where, ...own, ...options);
}

function records(): Record<string, unknown>[] {
  const { jobs } = directory();
  const names = fs.readdirSync(jobs).filter((name) => name.startsWith('submitted-'));
  return names.map((name) => JSON.parse(fs.readFileSync(path.join(jobs, name), 'utf8')));
}

test('a dry run prints the manifest and changes nothing', async () => {
  const labels = ['--label', 'kueue.x-k8s.io/queue-name=team', '--label', 'a=b'];
  const end = await submit('--dry-run', '--memory', '4Gi', '--namespace', 'vision', ...labels);
  expect(end).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining('Nothing was changed'),
  });
  const [worker] = parse(end.stdout).spec.template.spec.containers;
  expect(worker).toMatchObject({
    image: 'ablate:1',
    volumeMounts: [{ mountPath: scratch() }],
    resources: { requests: { cpu: '2', memory: '4Gi' } },
  });
  expect(worker.args.slice(0, 2)).toEqual(['work', directory().path]);
  expect(parse(end.stdout).metadata).toMatchObject({
    namespace: 'vision',
    labels: { 'kueue.x-k8s.io/queue-name': 'team', a: 'b' },
  });
  expect(fs.existsSync(results())).toBe(false);
  expect(cluster.calls).toEqual([]);
});

test('a job is created, never applied, and written down with its cluster and namespace', async () => {
  const created = { kind: 'Job', metadata: { name: 'renamed', namespace: 'vision' }, spec: {} };
  answers['create'] = {
    stdout: `Your token was renewed.\n${JSON.stringify(created, null, 2)}`,
    stderr: 'Warning: the queue is long\n',
  };
  const end = await submit();
  expect(end).toMatchObject({ exitCode: 0 });
  expect(end.stderr).toContain('shared: Kubernetes job renamed, 2 workers for 12 runs.');
  expect(end.stderr).toContain(
    'kubectl --context stand-in --namespace vision logs --selector app.kubernetes.io/instance=renamed ',
  );
  expect(cluster.calls).toEqual([
    'version --client',
    'config current-context',
    '--context stand-in create --filename - --output json',
  ]);
  expect(records()).toMatchObject([
    { to: 'kubernetes', job: 'renamed', cluster: 'stand-in', namespace: 'vision', workers: 2 },
  ]);
  await ablate('status', directory().path);
  expect(cluster.calls.at(-1)).toBe(
    '--context stand-in --namespace vision get jobs,pods --selector app.kubernetes.io/instance=renamed --output json',
  );
});

test('a job of which kubectl says no more than that it was created has the name that was asked for', async () => {
  expect(await submit()).toMatchObject({ exitCode: 0 });
  expect(records()).toMatchObject([{ job: expect.stringMatching(/^ablate-shared-\w{5}$/) }]);
});

test('a missing kubectl is said before anything is written', async () => {
  const spec = writeSpec(scratch(), specText());
  const where = ['--image', 'a', '--volume', `c:${scratch()}`, '--results-dir', results()];
  const end = await runAblate(['submit', spec, '--to', 'kubernetes', ...where], {
    env: { PATH: scratch() },
  });
  expect(end).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('error: There is no kubectl on the PATH'),
  });
  expect(fs.existsSync(results())).toBe(false);
});

test('a kubectl that fails is told with its words and the name, and submitting again goes on', async () => {
  const refusal = 'Error from server (Forbidden): exceeded quota: team';
  answers['create'] = { stderr: `${refusal}\n`, code: 1 };
  const { exitCode, stderr } = await submit();
  expect(exitCode).toBe(1);
  expect(stderr).toContain(`error: kubectl failed: ${refusal}`);
  expect(stderr).toMatch(/It was to be named ablate-shared-\w{5}\./);
  answers['create'] = {};
  expect(await submit()).toMatchObject({ exitCode: 0 });
});

test('a second submission says what is there and joins it, but not with other settings', async () => {
  await submit();
  const job = { kind: 'Job', metadata: { name: 'x' }, spec: { completions: 2 }, status: {} };
  answers['get'] = { stdout: JSON.stringify({ items: [job] }) };
  expect(await submit()).toMatchObject({
    exitCode: 0,
    stderr: expect.stringMatching(/Job ablate-shared-\w+ has 2 workers on it already; these join/),
  });
  const other = await submitText(specText(40), '--replace');
  expect(other.exitCode).toBe(1);
  expect(other.stderr).toMatch(/error: Workers of job \S+ execute shared with other settings/);
});

test('status names workers that failed for good, and a kubectl that fails is a note', async () => {
  await submit();
  const job = {
    kind: 'Job',
    metadata: { name: 'x' },
    spec: { completions: 2 },
    status: {
      failedIndexes: '1',
      completedIndexes: '0',
      conditions: [{ type: 'Failed', status: 'True' }],
    },
  };
  answers['get'] = { stdout: JSON.stringify({ items: [job] }) };
  const { stdout } = await ablate('status', directory().path);
  expect(stdout).toMatch(/ {2}job ablate-shared-\w+: 1 worker failed\n/);
  expect(await ablate('cancel', directory().path)).toMatchObject({
    stderr: expect.stringContaining('Nothing that was submitted of'),
  });
  answers['get'] = { stderr: 'Unable to connect to the server: timeout\n', code: 1 };
  expect(await ablate('status', directory().path)).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(
      /How job \S+ of Kubernetes stands is not known: kubectl failed: Unable to connect/,
    ),
  });
});

test('results that pods would not see are refused, with what to do', async () => {
  const end = await submit('--volume', 'claim:/data', '--volume', 'claim:/data');
  expect(end.exitCode).toBe(2);
  const spec = writeSpec(scratch(), specText());
  const where = ['--image', 'a', '--volume', 'claim:/data', '--results-dir', results()];
  expect(await ablate('submit', spec, '--to', 'kubernetes', ...where)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/is not on the volume.*\n.*--results-dir \/data\/results/),
  });
  expect(cluster.calls.filter((call) => call.includes('create'))).toEqual([]);
});

test('own code that pods would not see is refused too', async () => {
  const code = path.join(scratch(), 'double.js');
  const lines = [
    "const { defineActivation } = require('ablate');",
    'module.exports = defineActivation({ compute: (tf, _, x) => tf.mul(x, 2) });',
  ];
  fs.writeFileSync(code, lines.join('\n'));
  const text = specText()
    .replace('engine: reference', '')
    .replace('[relu, tanh]', '[relu, { module: ./double.js }]');
  const spec = writeSpec(scratch(), text);
  const volume = path.join(scratch(), 'volume');
  const where = ['--image', 'a', '--volume', `claim:${volume}`, '--results-dir', `${volume}/all`];
  expect(await ablate('submit', spec, '--to', 'kubernetes', ...where, '--dry-run')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining(`error: ${code} is not on the volume`),
  });
});

test('what only one scheduler takes is refused by the other', async () => {
  const spec = writeSpec(scratch(), specText());
  expect(await ablate('submit', spec, '--to', 'slurm', '--image', 'a')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('--image is for workers in containers'),
  });
  expect(await ablate('submit', spec, '--to', 'kubernetes', '--image', 'a')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('--volume is missing'),
  });
  expect(await submit('--', '--partition=short')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("--partition=short can't be passed on"),
  });
});
