/** The name under which a traced step returns the gradient of a variable. */
export const gradientOutput = (variable: string): string => `gradients/${variable}`;

/**
 * The name under which a traced step returns what a variable is to be after it, where the step sets
 * the variable itself.
 */
export const nextValueOutput = (variable: string): string => `next/${variable}`;
