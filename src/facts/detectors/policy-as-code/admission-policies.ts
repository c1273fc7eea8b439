import type { Tree } from '../../../lib/tree.ts';
import type { Known } from '../../../model/fact.ts';
import type { PolicyFinding } from './pipeline-policies.ts';

/** Policies that a cluster checks when objects are changed. */
export function* admissionPolicies(documents: readonly Tree[]): Generator<PolicyFinding> {
  for (const document of documents) {
    const group = document.text('apiVersion')?.split('/')[0] ?? '';
    const kind = document.text('kind') ?? '';
    const found = admission(group, kind, document.get('spec'));
    if (found) yield { ...found, line: document.line };
  }
}

function admission(group: string, kind: string, spec: Tree | undefined): { readonly tool: string; readonly blocking: Known } | undefined {
  if (!spec) return undefined;
  if (group === 'kyverno.io' && /^(?:Cluster)?Policy$/.test(kind)) return kyverno(spec);
  if (group === 'constraints.gatekeeper.sh') {
    const action = spec.text('enforcementAction') ?? 'deny';
    return { tool: 'gatekeeper', blocking: action === 'deny' ? 'yes' : action === 'scoped' ? 'unknown' : 'no' };
  }
  if (group === 'admissionregistration.k8s.io' && kind === 'ValidatingAdmissionPolicyBinding') {
    return { tool: 'validating-admission-policy', blocking: spec.texts('validationActions').includes('Deny') ? 'yes' : 'no' };
  }
  return undefined;
}

/** Policies that only change or generate objects refuse nothing. https://kyverno.io/docs/policy-types/cluster-policy/validate/ */
function kyverno(spec: Tree): { readonly tool: string; readonly blocking: Known } | undefined {
  const rules = spec.list('rules').filter(rule => rule.has('validate') || rule.has('verifyImages'));
  if (rules.length === 0) return undefined;
  const enforces = (value: string | undefined) => value?.toLowerCase() === 'enforce';
  const blocks = enforces(spec.text('validationFailureAction')) || rules.some(rule => enforces(rule.text('validate.failureAction')));
  return { tool: 'kyverno', blocking: blocks ? 'yes' : 'no' };
}
