import { blankComments } from '../../../lib/comments.ts';
import type { FactDraft } from '../../../model/fact.ts';
import { detector, type Located } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { terraform } from '../terraform-resources.ts';
import { fromAsfYaml } from './asf-yaml.ts';
import { coversDefault } from './default-branch.ts';
import { fromProw } from './prow.ts';
import { fromRuleset, type ProtectionDraft } from './ruleset.ts';
import { fromSettings, settingsFile } from './settings.ts';
import { fromTerraform, protectionTypes } from './terraform.ts';
import { fromZappr } from './zappr.ts';

type Finding = ProtectionDraft | 'applies_rulesets';

export const branchProtection = detector<Finding>({
  id: 'branch-protection',
  title: 'Branch protection as code',
  docs: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets',
  reads: [
    { extensions: ['.json'], path: /ruleset|protect|^\.github\//i, text: ['"enforcement"'] },
    { extensions: ['.yml', '.yaml'], path: settingsFile },
    { names: ['.asf.yaml', '.zappr.yaml', '.zappr.yml'] },
    { extensions: ['.yaml', '.yml'], text: ['branch-protection:'] },
    { extensions: ['.sh', '.bash'], text: ['/rulesets'] },
    { extensions: ['.yaml', '.yml'], path: /^\.github\/workflows\//, text: ['/rulesets'] },
    ...terraform(...protectionTypes),
  ],
  emits: ['repository.protection'],

  *parse(file) {
    if (/\.(?:tf|tofu|tf\.json)$/.test(file.path)) yield* fromTerraform(file.hcl());
    else if (file.path.endsWith('.json')) yield* fromRuleset(file.json());
    else if (file.name === '.asf.yaml') yield* fromAsfYaml(file.yaml());
    else if (file.name.startsWith('.zappr.')) yield* fromZappr(file.yaml());
    else if (settingsFile.test(file.path)) yield* fromSettings(file.yaml(), file.path);
    else if (appliesRulesets(file)) yield 'applies_rulesets';
    else if (file.text.includes('branch-protection:')) yield* fromProw(file.yaml());
  },

  *link(findings) {
    const applied = findings.some(({ finding }) => finding === 'applies_rulesets');
    for (const located of findings) yield* linked(located, applied);
  },
});

/** https://docs.github.com/en/rest/repos/rules: a command that sends a ruleset, not one that only lists them. */
function appliesRulesets(file: SourceFile): boolean {
  const text = blankComments(file.text, 'hash').replaceAll('\\\n', ' ');
  return text
    .split('\n')
    .some(line => /\/rulesets\b/.test(line) && /\s(?:--input|--data\S*|-d|(?:-X|--method)[ =]?(?:POST|PUT))\b/.test(line));
}

function* linked({ path, finding }: Located<Finding>, applied: boolean): Generator<FactDraft> {
  if (finding === 'applies_rulesets') return;
  const { fields } = finding;
  const enforced = applied && fields.tool === 'github-ruleset' && fields.enforced === 'unknown' ? 'yes' : fields.enforced;
  yield { path, ...finding, fields: { ...fields, enforced, coversDefault: coversDefault(fields.branch) } };
}
