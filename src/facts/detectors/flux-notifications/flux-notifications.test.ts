import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const provider = (type: string) =>
  `apiVersion: notification.toolkit.fluxcd.io/v1beta3\nkind: Provider\nmetadata:\n  name: team\nspec:\n  type: ${type}\n`;
const alert = (spec: string) => `apiVersion: notification.toolkit.fluxcd.io/v1beta3
kind: Alert
metadata:
  name: applied
spec:
  providerRef: { name: team }
${spec}  eventSources:
    - { kind: Kustomization, name: '*' }
`;

test.each([
  ['information in a chat', 'discord', '  eventSeverity: info\n', [{ tool: 'flux', where: 'discord', line: 1 }]],
  ['the default severity', 'slack', '', [{ where: 'slack' }]],
  ['errors only', 'slack', '  eventSeverity: error\n', []],
  ['a suspended alert', 'slack', '  suspend: true\n', []],
  ['a commit status, which nobody reads', 'github', '', []],
])('Flux announces: %s', async (_, type, spec, expected) => {
  const found = await factsOf({ 'flux/provider.yaml': provider(type), 'flux/alert.yaml': alert(spec) });
  expect(flat(found, 'change.announcement')).toMatchObject(expected);
  expect(flat(found, 'change.announcement')).toHaveLength(expected.length);
});
