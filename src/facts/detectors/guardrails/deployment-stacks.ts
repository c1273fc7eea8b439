import type { Known } from '../../../model/fact.ts';

export interface StackSetting {
  readonly restricts: Known;
  readonly line: number;
}

const option = /(?:--deny-settings-mode[ =]+|-DenySettingsMode[ =]+)["']?(\w{1,30})/i;
const command = /\baz\s+stack\s+(?:group|sub|mg)\s+create\b|\b(?:New|Set)-Az\w{0,30}DeploymentStack\b/i;
const furthest = 30;

/**
 * Deployment stacks that deny changes from outside, as commands create them. `denyDelete` still lets everybody change what is there.
 * https://learn.microsoft.com/azure/azure-resource-manager/bicep/deployment-stacks#protect-managed-resources
 */
export function* deploymentStacks(text: string): Generator<StackSetting> {
  const lines = text.split('\n').map(line => (/^\s*(?:#|\/\/)/.test(line) ? '' : line.slice(0, 1_000)));
  for (const [index, line] of lines.entries()) {
    const mode = option.exec(line)?.[1]?.toLowerCase();
    const near = lines.slice(Math.max(0, index - furthest), index + 1);
    if (mode === undefined || mode === 'none' || !near.some(each => command.test(each))) continue;
    yield { restricts: mode === 'denywriteanddelete' ? 'yes' : mode === 'denydelete' ? 'no' : 'unknown', line: index + 1 };
  }
}
