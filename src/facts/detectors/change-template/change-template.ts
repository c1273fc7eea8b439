import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { fromIssueForm } from './issue-form.ts';
import { asksFor, promptsOf } from './prompts.ts';

const places: readonly (readonly [tool: string, path: RegExp])[] = [
  ['github', /^(?:\.github\/|docs\/)?pull_request_template(?:\/[^/]+)?\.(?:md|txt)$/i],
  ['github', /^\.github\/[\w-]*(?:pr|release|deploy\w*|change)[\w-]*template[\w-]*\.md$/i],
  ['gitlab', /^\.gitlab\/merge_request_templates\/[^/]+\.md$/i],
  ['azure-devops', /^(?:\.azuredevops\/|\.vsts\/|docs\/)?pull_request_template(?:\/(?:branches\/)?[^/]+)?\.(?:md|txt)$/i],
  ['bitbucket', /^\.bitbucket\/pull_request_template\.md$/i],
];
const issueForm = /^\.github\/ISSUE_TEMPLATE\/[^/]+\.ya?ml$/i;
const anyTemplate = /^(?:\.\w+\/|docs\/)?(?:[\w-]*template[\w-]*|(?:pull|merge)_request_templates?\/.*)\.(?:md|txt)$/i;

export const changeTemplate = detector<FactDraft>({
  id: 'change-template',
  title: 'Templates of pull requests and change requests',
  docs: 'https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests',
  reads: [
    { extensions: ['.md', '.txt'], path: anyTemplate },
    { extensions: ['.yml', '.yaml'], path: issueForm },
  ],
  emits: ['change.template'],

  *parse(file) {
    if (issueForm.test(file.path)) {
      yield* fromIssueForm(file.yaml());
      return;
    }
    const tool = places.find(([, path]) => path.test(file.path))?.[0];
    if (!tool) return;
    const prompts = promptsOf(file.text);
    const { risk, rollback } = asksFor(prompts);
    const checklist = prompts.some(prompt => prompt.checkbox);
    // The place of the file makes it live, although Markdown is usually only a document.
    yield fact(
      'change.template',
      { tool, risk: risk !== undefined, rollback: rollback !== undefined, checklist },
      { line: risk?.line ?? rollback?.line ?? 1, pathClass: 'own' },
    );
  },
});
