import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { namesOperation } from '../operations.ts';
import { resourcesOf, type TerraformResource, terraform } from '../terraform-resources.ts';

const resources = [
  'aws_ssm_document',
  'azurerm_automation_runbook',
  'pagerduty_automation_actions_action',
  'rundeck_job',
  'shoreline_action',
  'shoreline_bot',
];
const tools: Readonly<Record<string, string>> = {
  aws_ssm_document: 'ssm-automation',
  azurerm_automation_runbook: 'azure-automation',
  pagerduty_automation_actions_action: 'pagerduty',
  rundeck_job: 'rundeck',
  shoreline_action: 'shoreline',
  shoreline_bot: 'shoreline',
}; // prettier-ignore

/** Operational steps that a tool runs for a person. */
export const runbookAutomation = detector<FactDraft>({
  id: 'runbook-automation',
  title: 'Runbooks that run',
  docs: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-documents.html',
  reads: [
    ...terraform(...resources),
    {
      extensions: ['.yml', '.yaml', '.json'],
      text: ['schemaVersion: "0.3"', "schemaVersion: '0.3'", 'schemaVersion: 0.3', '"schemaVersion": "0.3"', 'AWS::SSM::Document'],
    },
    { extensions: ['.yml', '.yaml'], text: ['defaultTab', 'runner_type', 'scaffolder.backstage.io'] },
    {
      extensions: ['.md', '.mdx'],
      path: /run-?books?|playbooks?|operations?|on-?call/i,
      text: ['```sh {', '```bash {', '```shell {', '```sh { ', '```sh {"', '```bash {"'],
    },
  ],
  emits: ['runbook.automation'],

  *parse(file) {
    if (/\.(?:tf|tofu)(?:\.json)?$/i.test(file.path)) {
      for (const resource of resourcesOf(file.hcl(), ...resources)) if (isOperation(resource)) yield ofResource(resource);
    } else if (/\.mdx?$/i.test(file.path)) yield* runmeIn(file.text);
    else for (const document of file.yaml()) yield* automationIn(document, file.path);
  },
});

/** Of SSM documents only those of type Automation run operations; others configure hosts or hold calendars. */
function isOperation({ type, body }: TerraformResource): boolean {
  return type !== 'aws_ssm_document' || body.text('document_type') === 'Automation';
}

function ofResource({ type, name, line, endLine, body }: TerraformResource): FactDraft {
  return fact(
    'runbook.automation',
    {
      tool: tools[type] ?? type,
      action: body.text('name') ?? name,
      inputs: /parameters|option/.test([...body.entries.keys()].join(' ')) || contentHasInputs(body),
    },
    { line, endLine },
  );
}

function contentHasInputs(body: Tree): boolean {
  return body.has('content.parameters') || /^\s*"?parameters"?\s*:/m.test(body.text('content') ?? '');
}

function* automationIn(document: Tree, path: string): Generator<FactDraft> {
  if (document.text('schemaVersion') === '0.3' && document.has('mainSteps')) {
    yield fact(
      'runbook.automation',
      { tool: 'ssm-automation', action: document.text('description') ?? nameIn(path), inputs: document.has('parameters') },
      { line: document.line },
    );
  }
  for (const [name, resource] of document.pairs('Resources')) {
    if (resource.text('Type') !== 'AWS::SSM::Document' || resource.text('Properties.DocumentType') !== 'Automation') continue;
    const inputs = resource.has('Properties.Content.parameters');
    yield fact(
      'runbook.automation',
      { tool: 'ssm-automation', action: resource.text('Properties.Name') ?? name, inputs },
      { line: resource.line },
    );
  }
  for (const job of document.kind === 'list' ? document.items : []) {
    if (!job.has('sequence.commands') || !job.has('name')) continue;
    yield fact('runbook.automation', { tool: 'rundeck', action: job.text('name') ?? '', inputs: job.has('options') }, { line: job.line });
  }
  yield* softwareTemplate(document);
  if (document.has('runner_type') && document.has('entry_point') && /(?:^|\/)actions\//.test(path)) {
    yield fact(
      'runbook.automation',
      { tool: 'stackstorm', action: document.text('name') ?? nameIn(path), inputs: document.has('parameters') },
      { line: document.line },
    );
  }
}

/** Most templates of Backstage make new software; those called like an operation carry it out. */
function* softwareTemplate(document: Tree): Generator<FactDraft> {
  if (document.text('kind') !== 'Template' || !document.text('apiVersion')?.startsWith('scaffolder.backstage.io/')) return;
  const names = [document.text('metadata.title') ?? '', document.text('metadata.name') ?? ''];
  if (!names.some(namesOperation)) return;
  const action = names.find(name => name !== '') ?? '';
  yield fact('runbook.automation', { tool: 'backstage', action, inputs: document.has('spec.parameters') }, { line: document.line });
}

/** Cells of Runme have a name in the info string of the fence. */
function* runmeIn(text: string): Generator<FactDraft> {
  for (const [index, line] of text.split('\n', 20_000).entries()) {
    const name = line.length < 400 ? /^```(?:sh|bash|shell|zsh) \{.{0,200}"?\bname"?\s*[:=]\s*"?([\w-]{1,80})/.exec(line)?.[1] : undefined;
    if (name) yield fact('runbook.automation', { tool: 'runme', action: name }, { line: index + 1, pathClass: 'own' });
  }
}

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[a-z]+$/i, '');
}
