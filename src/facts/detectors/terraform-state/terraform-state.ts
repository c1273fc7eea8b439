import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';

export const terraformState = detector<FactDraft>({
  id: 'terraform-state',
  title: 'Terraform state files',
  docs: 'https://developer.hashicorp.com/terraform/language/state',
  reads: [{ extensions: ['.tfstate', '.tfstate.backup'], text: ['"terraform_version"', '"lineage"'] }],
  emits: ['iac.state-file'],

  *parse() {
    yield fact('iac.state-file', { tool: 'terraform' }, { line: 1 });
  },
});
