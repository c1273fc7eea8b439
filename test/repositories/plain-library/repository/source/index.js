export const leftTrim = text => text.trimStart();
