import type { FactDraft } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { terraform } from '../terraform-resources.ts';
import { fromAsfYaml } from './asf-yaml.ts';
import { fromProw } from './prow.ts';
import { fromRuleset } from './ruleset.ts';
import { fromSettings, settingsFile } from './settings.ts';
import { fromTerraform, protectionTypes } from './terraform.ts';

export const branchProtection = detector<FactDraft>({
  id: 'branch-protection',
  version: 1,
  title: 'Branch protection as code',
  docs: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets',
  reads: [
    { extensions: ['.json'], path: /ruleset|protect|^\.github\//i, text: ['"enforcement"'] },
    { extensions: ['.yml', '.yaml'], path: settingsFile },
    { names: ['.asf.yaml'] },
    { extensions: ['.yaml', '.yml'], text: ['branch-protection:'] },
    ...terraform(...protectionTypes),
  ],
  emits: ['repository.protection'],

  *parse(file) {
    if (/\.(?:tf|tofu|tf\.json)$/.test(file.path)) yield* fromTerraform(file.hcl());
    else if (file.path.endsWith('.json')) yield* fromRuleset(file.json());
    else if (file.name === '.asf.yaml') yield* fromAsfYaml(file.yaml());
    else if (settingsFile.test(file.path)) yield* fromSettings(file.yaml(), file.path);
    else yield* fromProw(file.yaml());
  },
});
