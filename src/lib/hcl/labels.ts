/** The key of a block's labels among its attributes. */
export const labelsKey = 'labels()';
