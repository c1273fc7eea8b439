export interface NewReview {
  readonly title: string;
  readonly date: string;
  readonly severity: string;
  readonly service?: string;
}

/** `docs/postmortems/2026-06-01-queue-stuck.md` */
export function reviewFile(folder: string, { title, date }: NewReview): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${folder}/${date}-${slug || 'incident'}.md`;
}

/** A review to fill in: the team's template when there is one, else the form of opsex. What is known already stands at its head. */
export function reviewForm(review: NewReview, template: string | undefined): string {
  const head = [
    '---',
    `title: ${JSON.stringify(review.title)}`,
    `date: ${review.date}`,
    `severity: ${JSON.stringify(review.severity)}`,
    ...(review.service ? [`service: ${JSON.stringify(review.service)}`] : []),
    'cause: # one word for the class of the cause: deploy, capacity, dependency, configuration …',
    '---',
  ];
  return `${head.join('\n')}\n\n# ${review.title.replace(/[\\`*_[\]<>#]/g, '\\$&')}\n\n${bodyOf(template ?? reviewTemplate)}`;
}

/** Without front matter and title: each review has its own. */
function bodyOf(template: string): string {
  const text = template.replace(/^---\n[\s\S]*?\n---\n/, '');
  return text.replace(/^\s*# [^\n]*\n/, '').trimStart();
}

/** Comments tell what to write: they do not count as text, so that a form that nobody has filled in is no evidence. */
export const reviewTemplate = `# Postmortem

## Impact

<!-- Who noticed what, how many, from when to when? -->

## Timeline

<!-- | Time (UTC) | What happened | with the start, the detection, the first action and the end -->

## Root cause

<!-- Which conditions had to come together? Causes lie in systems, not in people. -->

## Detection and resolution

<!-- How was it noticed, what stopped it, what would have been faster? -->

## Actions

<!-- | Action | Owner | Due | Ticket | Status | with one row for each -->

## What went well

<!-- What should be kept? -->
`;
