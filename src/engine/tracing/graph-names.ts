/** The name under which a traced step returns the gradient of a variable. */
export const gradientOutput = (variable: string): string => `gradients/${variable}`;

/** Name of the input that a step takes its learning rate from. */
export const learningRateInput = 'learningRate';

/** What stands under a name that must be there. */
export function lookUp<Item>(items: ReadonlyMap<string, Item>, name: string): Item {
  const item = items.get(name);
  if (item === undefined) throw new Error(`Nothing is named ${name}`);
  return item;
}
