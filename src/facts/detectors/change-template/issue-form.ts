import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { changeForm } from './change-template.data.ts';
import { asksFor } from './prompts.ts';

/** An issue form for changes, by its own name. Placeholders and explanations in it are samples, only labels and ids ask. */
export function* fromIssueForm(documents: readonly Tree[]): Generator<FactDraft> {
  const form = documents[0];
  if (!form || !changeForm.test(`${form.text('name') ?? ''} ${form.text('title') ?? ''}`)) return;
  const fields = form.list('body').filter(field => field.text('type') !== 'markdown');
  const prompts = fields.map(field => ({
    text: `${field.text('attributes.label') ?? ''} ${(field.text('id') ?? '').replaceAll(/[_-]/g, ' ')}`,
    line: field.line,
  }));
  const { risk, rollback } = asksFor(prompts);
  if (!risk && !rollback) return;
  yield fact(
    'change.template',
    {
      tool: 'github-issue-form',
      risk: risk !== undefined,
      rollback: rollback !== undefined,
      checklist: fields.some(field => field.text('type') === 'checkboxes'),
    },
    { line: risk?.line ?? rollback?.line ?? 1 },
  );
}
