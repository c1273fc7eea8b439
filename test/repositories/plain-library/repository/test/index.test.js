import test from 'node:test'; test('trims', () => {});
