import { runAblate, writeSpec } from '../../../launch/start-ablate';
import { useScratchFolder } from '../../../scratch-folder';

jest.setTimeout(120_000);

const scratch = useScratchFolder();

const specText = (initializer: string, outputInitializer: string) => `
name: tiny
dataset: { name: moons, size: 60 }
model:
  { type: mlp, hidden: [3], initializer: ${initializer}, outputInitializer: ${outputInitializer} }
optimizer: sgd
steps: 20
batchSize: full
`;

async function gradcheck(
  initializers: readonly [hidden: string, output: string],
  ...options: string[]
) {
  const spec = writeSpec(scratch(), specText(...initializers));
  return runAblate(['gradcheck', spec, ...options], { cwd: scratch() });
}

/** The rows of the table, without the header. */
const rowsOf = (stdout: string): string[] => stdout.trimEnd().split('\n').slice(1);

describe('ablate gradcheck', () => {
  it('checks all activations, losses, depths and initializers where no spec is named', async () => {
    const { exitCode, stdout, stderr } = await runAblate(['gradcheck'], { cwd: scratch() });
    const rows = rowsOf(stdout);
    expect(rows.length).toBeGreaterThanOrEqual(40);
    for (const row of rows) expect(row).toMatch(/ {2}ok$/);
    expect(stderr).toMatch(
      /^\d+ checks of \d+ values, 0 failed, 0 with something left out at a kink\.\n$/,
    );
    expect(exitCode).toBe(0);
  });

  it('says where a net input stands at a kink, and does not fail for it', async () => {
    // All weights and biases of the layer are 0, and so are its net inputs.
    const { exitCode, stdout, stderr } = await gradcheck(['zeros', 'glorotUniform']);
    const differences = rowsOf(stdout).filter((row) => row.includes('finite differences'));
    expect(differences.map((row) => row.replaceAll(/ {2,}/g, ' | '))).toEqual([
      expect.stringMatching(/fc1 \| kernel .*kink: net input 0 of fc1, unit 0, example 0$/),
      expect.stringMatching(/fc1 \| bias .*kink: net input 0 of fc1, unit 0, example 0$/),
      expect.stringMatching(/logits \| kernel .*ok$/),
      expect.stringMatching(/logits \| bias .*ok$/),
    ]);
    expect(stderr).toContain(' 0 failed, 2 with something left out at a kink.\n');
    expect(exitCode).toBe(0);
  });

  it('fails where gradients are no numbers, and as JSON too', async () => {
    const large = '{ type: constant, value: 1e+38 }';
    const { exitCode, stdout, stderr } = await gradcheck([large, large]);
    expect(stdout).toMatch(/ eager .* NaN .* FAILED$/m);
    expect(stderr).toMatch(/ [1-9]\d* failed/);
    expect(exitCode).toBe(1);
    const json = await gradcheck([large, large], '--json');
    expect(json.exitCode).toBe(1);
    const { checks } = JSON.parse(json.stdout) as { checks: { maxRelativeError: unknown }[] };
    expect(checks).toContainEqual(
      expect.objectContaining({
        oracle: 'eager',
        layer: 'fc1',
        maxRelativeError: 'NaN',
        verdict: 'failed',
      }),
    );
  });
});
