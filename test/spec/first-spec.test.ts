import { type FirstSpec, readyDatasets, writeFirstSpec } from '../../src/spec/first-spec';
import { planText } from '../plan/plan-samples';

const first: FirstSpec = {
  name: 'first',
  dataset: 'moons',
  label: undefined,
  model: 'mlp',
  optimizers: ['adam', 'sgd'],
  seeds: 3,
  steps: 300,
  schema: './experiment.schema.json',
};

describe('a first spec', () => {
  it.each(readyDatasets)('of %s is planned without a problem', (dataset) => {
    const planning = planText(writeFirstSpec({ ...first, dataset }));
    expect(planning).toMatchObject({ ok: true });
    expect(planning.ok && planning.plan.runs).toHaveLength(12);
  });

  it('has what was chosen', () => {
    const text = writeFirstSpec({ ...first, dataset: 'mnist', model: 'cnn', optimizers: ['lion'] });
    expect(text).toMatch(
      /^# yaml-language-server: \$schema=\.\/experiment\.schema\.json\nname: first\n/,
    );
    expect(text).toContain('dataset: [mnist, synthetic-digits]');
    expect(text).toContain('model: { type: cnn, activation: relu }\noptimizer: { type: lion, ');
    expect(text).not.toContain('  optimizer:');
  });

  it('is of a table or a folder of images of the user', () => {
    expect(writeFirstSpec({ ...first, dataset: 'a b.csv', label: 'kind: x' })).toContain(
      'dataset: { name: csv, file: "a b.csv", label: "kind: x", split: ',
    );
    expect(writeFirstSpec({ ...first, dataset: './flowers', model: 'cnn' })).toContain(
      'dataset: { name: images, folder: "./flowers", size: 32, split: ',
    );
  });

  it.each([
    [{ dataset: 'mnits' }, 'There is no data set mnits'],
    [{ dataset: 'a.csv' }, 'a.csv: which column is the class?'],
    [{ model: 'cnn' }, 'A cnn looks at pictures, and moons has none'],
    [{ optimizers: ['adm'] }, 'There is no optimizer adm'],
    [{ name: '../up' }, 'name'],
  ] as const)('%j is refused', (change, message) => {
    expect(() => writeFirstSpec({ ...first, ...change })).toThrow(message);
  });
});
