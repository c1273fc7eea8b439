import type { HclBlock } from '../../../lib/hcl.ts';
import type { Known } from '../../../model/fact.ts';
import type { PolicyFinding } from './pipeline-policies.ts';

/** Resource types that make policies of a cloud or of a service that runs Terraform. */
export const policyTypes: readonly string[] = [
  'tfe_policy',
  'tfe_sentinel_policy',
  'spacelift_policy',
  '_policy_assignment"',
  'google_org_policy_policy',
];

/** Policies that are declared in Terraform, or in the `sentinel.hcl` of a policy set. */
export function* managedPolicies(blocks: readonly HclBlock[]): Generator<PolicyFinding> {
  for (const block of blocks) {
    const found = block.type === 'policy' ? sentinel(block) : block.type === 'resource' ? resource(block) : undefined;
    if (found) yield { ...found, line: block.line };
  }
}

type Found = Omit<PolicyFinding, 'line'>;

function sentinel({ body }: HclBlock): Found {
  return { tool: 'sentinel', blocking: mandatory(body.text('enforcement_level')) };
}

function resource(block: HclBlock): Found | undefined {
  const type = block.labels[0] ?? '';
  if (type === 'tfe_policy' || type === 'tfe_sentinel_policy') {
    return { tool: 'sentinel', blocking: mandatory(block.body.text('enforce_mode') ?? block.body.text('enforcement_level')) };
  }
  if (type === 'spacelift_policy') {
    const kind = block.body.text('type');
    return kind === 'PLAN' || kind === 'TERRAFORM_PLAN' ? { tool: 'spacelift', blocking: 'unknown' } : undefined;
  }
  if (/^azurerm_\w+_policy_assignment$/.test(type)) {
    return { tool: 'azure-policy', blocking: block.body.flag('enforce') === false ? 'no' : 'unknown' }; // the definition has the effect
  }
  return type === 'google_org_policy_policy' ? { tool: 'google-org-policy', blocking: 'yes' } : undefined;
}

function mandatory(level: string | undefined): Known {
  if (level === undefined) return 'unknown';
  return /^(?:hard-mandatory|soft-mandatory|mandatory)$/.test(level) ? 'yes' : level === 'advisory' ? 'no' : 'unknown';
}
