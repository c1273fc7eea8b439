import type { HclBlock } from '../../../lib/hcl.ts';
import { fact, type Known } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { terraform } from '../terraform-resources.ts';
import { deploymentStacks } from './deployment-stacks.ts';
import { deniesManualChanges, statementsOf } from './policy-statements.ts';

interface Guardrail {
  readonly kind: 'guardrail';
  readonly tool?: string;
  readonly via: string;
  /** Address by which an attachment or a policy document is named. */
  readonly address: string;
  readonly documents: readonly string[];
  readonly restricts: Known;
  readonly attached: Known;
  readonly line: number;
  readonly endLine: number;
}

/** A policy document that denies manual changes, or an attachment of a policy. */
interface Mention {
  readonly kind: 'document' | 'attachment';
  readonly address: string;
}

export const guardrails = detector<Guardrail | Mention>({
  id: 'guardrails',
  title: 'Restrictions of manual changes',
  docs: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
  reads: [
    ...terraform('aws_organizations_policy', 'azurerm_management_lock', 'google_iam_deny_policy', 'aws_ssoadmin_managed_policy_attachment'),
    { extensions: ['.sh', '.bash', '.ps1', '.yml', '.yaml'], text: ['--deny-settings-mode', '-DenySettingsMode'] },
    { names: ['makefile', 'justfile', 'jenkinsfile'], text: ['--deny-settings-mode'] },
  ],
  emits: ['iac.guardrail'],

  *parse(file) {
    if (!/\.(?:tf|tofu|tf\.json)$/.test(file.path)) {
      for (const { line, restricts } of deploymentStacks(file.text)) {
        const stack = { tool: 'azure-resource-manager', via: 'deployment stack', address: '', documents: [], line, endLine: line } as const;
        yield { kind: 'guardrail', ...stack, restricts, attached: 'yes' };
      }
      return;
    }
    for (const block of file.hcl().blocks) yield* read(block, file);
  },

  *link(findings) {
    const mentioned = (kind: Mention['kind']) =>
      new Set(findings.flatMap(({ finding }) => (finding.kind === kind ? [finding.address] : [])));
    const denying = mentioned('document');
    const attached = mentioned('attachment');
    for (const { path, finding } of findings) {
      if (finding.kind !== 'guardrail') continue;
      const { via, line, endLine, documents } = finding;
      const restrictsManual = documents.some(each => denying.has(each)) ? 'yes' : finding.restricts;
      const isAttached = attached.has(finding.address) ? 'yes' : finding.attached;
      yield fact(
        'iac.guardrail',
        { tool: finding.tool ?? 'terraform', via, restrictsManual, attached: isAttached },
        { path, line, endLine },
      );
    }
  },
});

function* read(block: HclBlock, file: SourceFile): Generator<Guardrail | Mention> {
  const [type = '', name = ''] = block.labels;
  if (block.type === 'data' && type === 'aws_iam_policy_document' && file.text.includes('Deny')) {
    if (block.body.list('statement').some(deniesManualChanges)) yield { kind: 'document', address: `data.${type}.${name}` };
  }
  if (block.type !== 'resource') return;
  if (type === 'aws_organizations_policy_attachment') {
    yield { kind: 'attachment', address: (block.body.text('policy_id') ?? '').replace(/(?:\[[^\]]*\])?\.id$/, '') };
  }
  const guardrail = readers[type]?.(block);
  if (guardrail)
    yield { kind: 'guardrail', address: `${type}.${name}`, documents: [], line: block.line, endLine: block.endLine, ...guardrail };
}

type Partial = Pick<Guardrail, 'via' | 'restricts' | 'attached'> & { readonly documents?: readonly string[] };

const readers: Readonly<Record<string, (block: HclBlock) => Partial | undefined>> = {
  aws_organizations_policy: serviceControlPolicy,
  azurerm_management_lock: managementLock,
  google_iam_deny_policy: () => ({ via: 'deny policy', restricts: 'unknown', attached: 'yes' }),
  aws_ssoadmin_managed_policy_attachment: readOnlyPermissions,
};

function serviceControlPolicy({ body }: HclBlock): Partial | undefined {
  const type = body.get('type');
  if (type?.tag === undefined && type && type.text() !== 'SERVICE_CONTROL_POLICY') return undefined;
  const content = body.get('content');
  const statements = statementsOf(content);
  const documents = /data\.aws_iam_policy_document\.[\w-]+/.exec(content?.text() ?? '');
  const restricts = statements.some(deniesManualChanges) ? 'yes' : statements.length > 0 ? 'no' : 'unknown';
  return { via: 'service control policy', restricts, attached: 'unknown', documents: documents ? [documents[0]] : [] };
}

/** `CanNotDelete` still lets everybody change the resource. */
function managementLock({ body }: HclBlock): Partial {
  return { via: 'management lock', restricts: body.text('lock_level') === 'ReadOnly' ? 'yes' : 'no', attached: 'yes' };
}

/** People who can only read cannot change; whether they have other roles too cannot be seen. */
function readOnlyPermissions({ body }: HclBlock): Partial | undefined {
  const readOnly = /\/(?:ReadOnlyAccess|ViewOnlyAccess|job-function\/ViewOnlyAccess)$/.test(body.text('managed_policy_arn') ?? '');
  return readOnly ? { via: 'read-only permission set', restricts: 'unknown', attached: 'unknown' } : undefined;
}
