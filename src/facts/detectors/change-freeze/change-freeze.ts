import type { FactDraft } from '../../../model/fact.ts';
import { fact } from '../../../model/fact.ts';
import { detector, type Located } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { pipelinesOf } from '../spinnaker/pipeline-json.ts';
import { terraform } from '../terraform-resources.ts';
import { calendarFile, type FreezeCalendar, readCalendar } from './calendar.ts';
import { deployName } from './change-freeze.data.ts';
import { fromManifests, fromSpinnaker } from './manifests.ts';
import { type PipelineCheck, pipelineChecks } from './pipelines.ts';
import { fromTemplate } from './templates.ts';
import { freezeTypes, fromTerraform } from './terraform.ts';
import { windowChecks } from './window-checks.ts';

type Finding =
  | { readonly is: 'fact'; readonly draft: FactDraft }
  | { readonly is: 'check'; readonly check: PipelineCheck }
  | { readonly is: 'calendar'; readonly calendar: FreezeCalendar }
  /** File names about freezes that a pipeline or a script for deploying speaks of. */
  | { readonly is: 'mentions'; readonly names: readonly string[] };

const pipelineFile =
  /^\.github\/workflows\/[^/]+$|(?:^|\/)(?:\.gitlab-ci|azure-pipelines|bitbucket-pipelines|cloudbuild)[\w.-]*\.ya?ml$|^\.(?:circleci|buildkite|gitlab|azuredevops|azure-pipelines)\/|(?:^|\/)jenkinsfile/i;
const freezeTexts = ['freeze', 'FREEZE', 'Freeze', 'date +', 'date -', 'date "+', "date '+", 'get-calendar-state', 'new Date', 'blackout'];

export const changeFreeze = detector<Finding>({
  id: 'change-freeze',
  title: 'Change freezes',
  docs: 'https://docs.gitlab.com/user/project/releases/#prevent-unintentional-releases-by-setting-a-deploy-freeze',
  reads: [
    { extensions: ['.yml', '.yaml'], path: pipelineFile, text: freezeTexts },
    { extensions: ['.yml', '.yaml', '.json'], text: ['syncWindows', 'rolloutRestriction', 'restrictExecutionDuringTimeWindow'] },
    { names: ['.mergify.yml', 'mergify.yml'], text: ['schedule', 'current-'] },
    { extensions: ['.yaml', '.yml'], text: ['entityConfigs', 'allowed-times', 'ChangeCalendar', 'DeploymentWindow'] },
    { extensions: ['.json', '.template'], text: ['ChangeCalendar', 'DeploymentWindow'] },
    { names: ['screwdriver.yaml'], text: ['freezeWindows'] },
    { names: ['dinghyfile'], text: ['restrictExecutionDuringTimeWindow'] },
    { extensions: ['.sh', '.bash'], text: freezeTexts },
    { names: ['deploy', 'release', 'jenkinsfile'], text: freezeTexts },
    { extensions: ['.yml', '.yaml', '.json', '.ics'], path: calendarFile },
    ...terraform(...freezeTypes),
  ],
  emits: ['change.freeze'],

  *parse(file) {
    if (/\.(?:tf|tofu|tf\.json)$/.test(file.path)) yield* drafts(fromTerraform(file.hcl()));
    else if (calendarFile.test(file.path)) yield* calendars(file);
    else if (file.name === 'dinghyfile') for (const pipeline of pipelinesOf(file)) yield* drafts(fromSpinnaker(pipeline));
    else if (/\.(?:ya?ml|json|template)$/.test(file.path)) yield* fromYaml(file);
    else yield* fromScript(file);
  },

  *link(findings) {
    const mentioned = new Set(findings.flatMap(({ finding }) => (finding.is === 'mentions' ? finding.names : [])));
    for (const { path, finding } of findings) {
      if (finding.is === 'fact') yield { path, ...finding.draft };
      if (finding.is === 'check') yield checkFact(path, finding.check, mentioned);
      if (finding.is === 'calendar') yield calendarFact({ path, finding: finding.calendar }, mentioned);
    }
  },
});

function* drafts(facts: Iterable<FactDraft>): Generator<Finding> {
  for (const draft of facts) yield { is: 'fact', draft };
}

function* calendars(file: SourceFile): Generator<Finding> {
  const calendar = readCalendar(file.text);
  if (calendar) yield { is: 'calendar', calendar };
}

function* fromYaml(file: SourceFile): Generator<Finding> {
  if (!pipelineFile.test(file.path)) {
    const template = file.yaml()[0];
    if (template?.has('Resources')) yield* drafts(fromTemplate(template));
    else yield* drafts(file.path.endsWith('.json') ? fromSpinnaker(file.json()) : fromManifests(file.yaml()));
    return;
  }
  for (const check of pipelineChecks(file.yaml())) yield { is: 'check', check };
  yield* mentionsIn(file.yaml().flatMap(document => [...document.walk()].flatMap(node => node.text() ?? [])));
}

function* fromScript(file: SourceFile): Generator<Finding> {
  const deploys = deployName.test(file.name);
  for (const check of windowChecks(file.text)) {
    yield { is: 'check', check: { ...check, onDeployPath: deploys ? 'yes' : 'unknown', environment: '' } };
  }
  if (deploys) yield* mentionsIn(file.text.split('\n').filter(line => !/^\s*#/.test(line)));
}

function* mentionsIn(texts: readonly string[]): Generator<Finding> {
  const words = texts.flatMap(text => text.match(/[\w.-]+/g) ?? []);
  const names = words.filter(word => word.length <= 100 && /freeze|calendar|window/i.test(word) && /\.\w{2,5}$/.test(word));
  if (names.length > 0) yield { is: 'mentions', names: [...new Set(names)].slice(0, 20) };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function checkFact(path: string, check: PipelineCheck, mentioned: ReadonlySet<string>): FactDraft {
  const { tool, recurring, lastDay, line, environment } = check;
  const onDeployPath = check.onDeployPath === 'unknown' && mentioned.has(nameOf(path)) ? 'yes' : check.onDeployPath;
  return fact('change.freeze', { tool, via: 'enforced', onDeployPath, recurring, lastDay }, { path, line, scope: { environment } });
}

/** A list of days that nothing reads is a document. */
function calendarFact({ path, finding }: Located<FreezeCalendar>, mentioned: ReadonlySet<string>): FactDraft {
  const read = mentioned.has(nameOf(path));
  const { lastDay, recurring, line } = finding;
  const fields = {
    tool: 'calendar',
    via: read ? 'enforced' : 'document',
    onDeployPath: read ? 'yes' : 'unknown',
    lastDay,
    recurring,
  } as const;
  return fact('change.freeze', fields, { path, line });
}
