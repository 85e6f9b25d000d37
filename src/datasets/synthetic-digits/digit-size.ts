/** Height and width of a drawn digit, in pixels. */
export const digitSize = 28;
