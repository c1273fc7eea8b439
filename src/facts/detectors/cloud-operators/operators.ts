import { durationHours } from '../../../lib/cron.ts';
import type { Tree } from '../../../lib/tree.ts';

/** What one object makes its operator do. */
export interface Reconciled {
  readonly tool: string;
  readonly hours: number;
  /** It puts back what was changed by hand; otherwise it only looks. */
  readonly remediates: boolean;
}

interface Operator {
  readonly tool: string;
  readonly owns: (group: string) => boolean;
  readonly reads: (object: Tree) => Omit<Reconciled, 'tool'> | undefined;
}

const operators: readonly Operator[] = [
  { tool: 'crossplane', owns: isCrossplane, reads: crossplane },
  {
    tool: 'config-connector',
    owns: group => group.endsWith('.cnrm.cloud.google.com') && !group.startsWith('core.'),
    reads: configConnector,
  },
  { tool: 'aws-controllers', owns: group => group.endsWith('.services.k8s.aws'), reads: awsController },
  { tool: 'azure-service-operator', owns: group => group.endsWith('.azure.com'), reads: azureOperator },
  { tool: 'tofu-controller', owns: group => group === 'infra.contrib.fluxcd.io', reads: tofuController },
  { tool: 'burrito', owns: group => group === 'config.terraform.padok.cloud', reads: burrito },
];

/** Compares an object that stands for a cloud resource (or for a Terraform root) with reality again and again. */
export function reconciledBy(object: Tree): Reconciled | undefined {
  const version = object.text('apiVersion') ?? '';
  const group = version.slice(0, Math.max(0, version.indexOf('/')));
  const operator = group === '' ? undefined : operators.find(({ owns }) => owns(group));
  const found = operator?.reads(object);
  return operator && found && { tool: operator.tool, ...found };
}

const own = /^(?:pkg|apiextensions|meta|ops|protection|secrets)\.|^(?:crossplane\.io)$/;

function isCrossplane(group: string): boolean {
  return /\.(?:crossplane|upbound)\.io$/.test(group) && !own.test(group);
}

function annotation(object: Tree, name: string): string {
  return object.get('metadata.annotations')?.key(name)?.text() ?? '';
}

/** Polled about every minute to ten minutes: https://docs.crossplane.io/latest/managed-resources/managed-resources/ */
function crossplane(object: Tree): Omit<Reconciled, 'tool'> | undefined {
  if (annotation(object, 'crossplane.io/paused') === 'true' || object.text('kind') === 'ProviderConfig') return undefined;
  const policies = object.texts('spec.managementPolicies');
  const updates = policies.length === 0 || policies.includes('*') || policies.includes('Update');
  return { hours: 0.17, remediates: updates && object.text('spec.managementPolicy') !== 'ObserveOnly' };
}

/** Every ten minutes unless an annotation says otherwise: https://cloud.google.com/config-connector/docs/concepts/reconciliation */
function configConnector(object: Tree): Omit<Reconciled, 'tool'> | undefined {
  const seconds = annotation(object, 'cnrm.cloud.google.com/reconcile-interval-in-seconds');
  return seconds === '0' ? undefined : { hours: (Number(seconds) || 600) / 3600, remediates: true };
}

/** Every ten hours: https://aws-controllers-k8s.github.io/community/docs/user-docs/drift-recovery/ */
function awsController(object: Tree): Omit<Reconciled, 'tool'> | undefined {
  return { hours: 10, remediates: annotation(object, 'services.k8s.aws/read-only') !== 'true' };
}

/** Every hour: https://azure.github.io/azure-service-operator/guide/annotations/ */
function azureOperator(object: Tree): Omit<Reconciled, 'tool'> | undefined {
  return { hours: 1, remediates: annotation(object, 'serviceoperator.azure.com/reconcile-policy') !== 'skip' };
}

/** Plans at every interval; `approvePlan: auto` applies what it finds: https://flux-iac.github.io/tofu-controller/ */
function tofuController(object: Tree): Omit<Reconciled, 'tool'> | undefined {
  const spec = object.get('spec');
  const off = spec?.flag('disableDriftDetection') === true || spec?.flag('suspend') === true;
  if (object.text('kind') !== 'Terraform' || !spec || off) return undefined;
  return { hours: durationHours(spec.text('interval') ?? '') ?? 0, remediates: spec.text('approvePlan') === 'auto' };
}

/** Plans each layer every hour unless its controller is told otherwise: https://docs.burrito.tf/ */
function burrito(object: Tree): Omit<Reconciled, 'tool'> | undefined {
  if (object.text('kind') !== 'TerraformLayer') return undefined;
  return { hours: 1, remediates: object.flag('spec.remediationStrategy.autoApply') === true };
}
