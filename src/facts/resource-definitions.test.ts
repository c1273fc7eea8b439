import { expect, test } from 'vitest';
import { withoutResourceDefinitions } from './resource-definitions.ts';

const definition = 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  kind: PrometheusRule\n';
const rule = 'apiVersion: v1\nkind: ConfigMap\n';

test('definitions are blanked out and lines keep their numbers', () => {
  expect(withoutResourceDefinitions('all.yaml', `${definition}---\n${rule}`)).toBe(`\n\n\n\n---\n${rule}`);
  expect(withoutResourceDefinitions('all.yaml', `${rule}---\n${definition}`)).toBe(`${rule}\n\n\n\n\n`);
});

test('a definition that is an item of a list or template is blanked out, the items around it stay', () => {
  const template = (middle: string) => `kind: Template\nobjects:\n- kind: A\n${middle}- kind: B\nparameters: []\n`;
  const inside = '- apiVersion: apiextensions.k8s.io/v1\n  kind: CustomResourceDefinition\n  spec:\n  - kind: C\n';
  expect(withoutResourceDefinitions('all.yaml', template(inside))).toBe(template('\n\n\n\n'));
});

test('other files and mere mentions stay as they are', () => {
  expect(withoutResourceDefinitions('all.json', definition)).toBe(definition);
  const mention = `${rule}data:\n  a: CustomResourceDefinition\n`;
  expect(withoutResourceDefinitions('all.yaml', mention)).toBe(mention);
});
