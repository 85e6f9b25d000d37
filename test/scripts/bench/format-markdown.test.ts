import { formatMarkdown } from '../../../scripts/bench/format-markdown';
import { madeResult } from './made-result';

describe('formatMarkdown', () => {
  const markdown = formatMarkdown(madeResult);

  it('ranks contestants by time, with the ratio to Ablate compiled and the way they trained', () => {
    expect(markdown).toContain(
      [
        '**MNIST CNN, batch 50, Adam**',
        '',
        '|  | ms per step | mean | best | to Ablate compiled | peak memory |',
        '| --- | ---: | ---: | ---: | ---: | ---: |',
        '| Ablate compiled | 20.0 | 21.0 | 18.0 | 1.00 | 1000 MB |',
        '| PyTorch (compile) | 25.0 | 26.0 | 22.5 | 1.25 | 1000 MB |',
        '| Keras (XLA) | 40.0 | 41.0 | 36.0 | 2.00 | 1000 MB |',
        '| Ablate eager | 60.0 | 61.0 | 54.0 | 3.00 | 1000 MB |',
      ].join('\n'),
    );
    expect(markdown).toContain('| NumPy (plain) | 6.00 | 7.00 | 5.40 | 2.00 | 1000 MB |');
    expect(markdown).toContain('PyTorch could not be measured here.');
  });

  it('says who took part, and only of those what they are', () => {
    expect(markdown).toContain(
      'Measured on Abacus, 2 cores, linux-x64, Node 20.0.0; Ablate 1.0; Keras 1.0; PyTorch 1.0; NumPy 1.0. When it began, the load average was 0.25.',
    );
    expect(markdown).toContain(
      'Ablate reference is the network and its gradients written from scratch',
    );
    const [cnn] = madeResult.races;
    const cnnOnly = formatMarkdown({ ...madeResult, races: cnn === undefined ? [] : [cnn] });
    expect(cnnOnly).not.toContain('Ablate reference');
  });

  it('ranks whole grids by time, with what the networks learnt', () => {
    expect(markdown).toContain(
      [
        '**A grid on two moons**',
        '',
        '|  | whole command | mean | best | to Ablate | mean test accuracy |',
        '| --- | ---: | ---: | ---: | ---: | ---: |',
        '| JAX (vmap) | 5.0 s | 5.0 s | 4.9 s | 0.63 | 0.950 |',
        '| Ablate (ablate run) | 8.0 s | 8.0 s | 7.9 s | 1.00 | 0.950 |',
        '| PyTorch (joblib) | 32.0 s | 32.0 s | 31.9 s | 4.00 | 0.950 |',
        '',
        'Ray could not be measured here.',
      ].join('\n'),
    );
  });

  it('shows what the machine reaches', () => {
    expect(markdown).toContain(
      [
        '| products of large matrices in PyTorch, float32, 1 thread | 114 GFLOP/s |',
        "| the CNN's second convolution alone, forward, bfloat16 | 1.14 ms |",
      ].join('\n'),
    );
  });

  it('shows whole runs, what summaries cost and how soon something happens', () => {
    const cells = markdown
      .split('**Whole runs**')[1]
      ?.split('\n')
      .flatMap((line) => line.split(' | ')[1]?.replace(' |', '') ?? []);
    expect(cells?.slice(2)).toEqual([
      '110.0 s',
      '1.100',
      '800 MB',
      '0.80',
      '4.0 %',
      '15 ms',
      '2.25 s',
      '100 ms',
    ]);
  });

  it('shows how steps scale with threads', () => {
    expect(markdown).toContain(
      [
        '**MNIST CNN, batch 50, Adam, by threads**',
        '',
        '|  | ms per step | times as fast as the first |',
        '| --- | ---: | ---: |',
        '| 1 thread | 24.0 | 1.00 |',
        '| 2 threads | 15.0 | 1.60 |',
        '| 4 threads | 10.0 | 2.40 |',
      ].join('\n'),
    );
  });

  it('shows where the step goes, and what its kernels would take alone', () => {
    expect(markdown).toContain('these 2 would take 2.9 ms.');
    expect(markdown).toContain(
      [
        '| kernel | in the step, µs | alone, µs |',
        '| --- | ---: | ---: |',
        '| `conv2_relu/Relu` (_FusedConv2D) | 2031 | 1930 |',
        '| `odd/Kernel` (Odd) | 1000 |  |',
      ].join('\n'),
    );
  });

  it('has no table for what was not measured', () => {
    const nothing = {
      ...madeResult,
      races: [],
      grids: [],
      limits: null,
      threads: null,
      timeline: null,
      wholeRun: null,
      summaries: null,
      startUp: null,
    };
    expect(formatMarkdown(nothing)).toBe(
      'Measured on Abacus, 2 cores, linux-x64, Node 20.0.0. When it began, the load average was 0.25.\n',
    );
  });
});
