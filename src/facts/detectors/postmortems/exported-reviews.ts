import { parseDocument } from '../../../lib/markdown.ts';
import type { TextDocument } from '../../../lib/text-document.ts';
import type { Tree } from '../../../lib/tree.ts';
import { dateIn } from '../documents/dates.ts';

/** Exports of incidents, as interfaces of status pages and incident tools give them. */
export const exportPath = /(?:^|[/._-])(?:incidents?|post-?mortems?|retrospectives?|status-?page)[^/]*\.json$/i;
/** Keys under which they keep the text of a review. */
export const exportTexts: readonly string[] = [
  '"postmortem_body"',
  '"postmortem"',
  '"post_mortem"',
  '"retrospective"',
  '"retrospective_body"',
];

interface ExportedReview {
  readonly document: TextDocument;
  readonly line: number;
}

const textKeys = exportTexts.map(key => key.replaceAll('"', ''));
const mostIncidents = 500;

/**
 * The reviews in an export: incidents whose review is written out as a text. An incident without one, or with updates only, has none.
 * https://developer.statuspage.io/#operation/getPagesPageIdIncidents
 */
export function* exportedReviews(root: Tree): Generator<ExportedReview> {
  const incidents = root.kind === 'list' ? root.items : (root.get('incidents')?.items ?? root.get('data')?.items ?? []);
  for (const item of incidents.slice(0, mostIncidents)) {
    const incident = item.get('attributes') ?? item;
    const text = textKeys
      .map(key => incident.text(key) ?? incident.text(`${key}.body`))
      .find(body => body !== undefined && body.length > 200);
    const title = incident.text('name') ?? incident.text('title') ?? '';
    if (text === undefined || title === '') continue;
    const date = dateIn(incident.text('started_at') ?? incident.text('created_at') ?? incident.text('date') ?? '');
    const front = [`title: ${JSON.stringify(title)}`, ...(date === '' ? [] : [`date: ${date}`]), ...severityOf(incident)];
    yield { document: parseDocument(`---\n${front.join('\n')}\n---\n${text}`), line: item.line };
  }
}

function severityOf(incident: Tree): readonly string[] {
  const severity = incident.text('severity') ?? incident.text('impact');
  return severity === undefined ? [] : [`severity: ${JSON.stringify(severity)}`];
}
