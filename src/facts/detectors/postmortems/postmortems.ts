import type { TextDocument } from '../../../lib/text-document.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector, type Located } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { dateIn, monthEndIn } from '../documents/dates.ts';
import { documentExtensions, documentOf, headingsIn } from '../documents/reading.ts';
import { signatureOf } from '../documents/signature.ts';
import { exportedReviews, exportPath, exportTexts } from './exported-reviews.ts';
import { linkReviews, type ReviewFinding } from './link-reviews.ts';
import { placeOf, reviewPath } from './location.ts';
import { isReviewHeading, policyIn } from './policy.ts';
import { actionsOf, reviewOf } from './review.ts';

type Finding = ReviewFinding | { readonly draft: FactDraft; readonly headings: readonly string[] };

const trendPath =
  /(?:^|[/_-])(?:incident[-_]?(?:trends?|metrics|statistics|statistik)|monthly[-_]incidents?|trends?|st[öo]rungsstatistik|hendelsesstatistikk|tendances|tendencias)[^/]*$/i;
const issueForm = /^\.github\/ISSUE_TEMPLATE\/[^/]*(?:post-?mortem|incident-(?:review|report))[^/]*\.ya?ml$/i;
const shownHeadings = 40;

export const postmortems = detector<Finding>({
  id: 'postmortems',
  title: 'Postmortems, their template and policy',
  docs: 'https://sre.google/sre-book/postmortem-culture/',
  reads: [
    { extensions: documentExtensions, path: reviewPath },
    { extensions: documentExtensions, path: trendPath },
    {
      extensions: documentExtensions,
      text: [
        'ostmortem',
        'ost-mortem',
        'ost mortem',
        'ost-incident',
        'ost incident',
        'ncident review',
        'achbereitung',
        'achbetrachtung',
        'etour d',
        'etours d',
        'nálisis',
        'endelsesgjennomgang',
        'ncidentgranskning',
        'ncidentevaluatie',
        'nálise',
        'остмортем',
        'озбір',
      ],
    },
    { extensions: ['.yml', '.yaml'], path: issueForm },
    { extensions: ['.json'], path: exportPath, text: exportTexts },
  ],
  emits: ['postmortem', 'postmortem.action', 'postmortem.template', 'postmortem.policy', 'postmortem.trend'],
  dated: true,

  *parse(file) {
    if (issueForm.test(file.path)) {
      const headings = file.yaml().flatMap(form => form.list('body').flatMap(item => item.text('attributes.label') ?? []));
      if (headings.length >= 2) yield { draft: fact('postmortem.template', { tool: 'issue-form', headings }, { line: 1 }), headings: [] };
      return;
    }
    if (file.path.endsWith('.json')) {
      yield* fromExport(file);
      return;
    }
    const place = placeOf(file.path);
    if (place === 'none' && !trendPath.test(file.path) && !headingsIn(file.text).some(isReviewHeading)) return;
    const document = documentOf(file);
    const headings = headingsOf(document);
    const drafts = [
      place === 'review'
        ? reviewOf(file.path, document)
        : place === 'template'
          ? templateOf(headings)
          : policyIn(document, place === 'about'),
      trendOf(file.path, document),
    ];
    for (const draft of drafts) if (draft) yield isReviewDraft(draft) ? reviewFinding(draft, document) : { draft, headings };
  },

  *link(findings, scene) {
    const templates = findings.flatMap(({ finding }) => (finding.draft.kind === 'postmortem.template' ? [new Set(finding.headings)] : []));
    yield* linkReviews(findings.filter(isReview), templates, scene);
    for (const located of findings) if (!isReview(located)) yield { ...located.finding.draft, path: located.path };
  },
});

function isReview(located: Located<Finding>): located is Located<ReviewFinding> {
  return located.finding.draft.kind === 'postmortem';
}

function* fromExport(file: SourceFile): Generator<Finding> {
  const root = file.json();
  for (const { document, line } of root ? exportedReviews(root) : []) {
    const draft = reviewOf(file.path, document);
    if (!draft) continue;
    const finding = reviewFinding({ ...draft, line }, document);
    yield { ...finding, actions: finding.actions.map(action => ({ ...action, line })) };
  }
}

function isReviewDraft(draft: FactDraft): draft is FactDraft<'postmortem'> {
  return draft.kind === 'postmortem';
}

function reviewFinding(draft: FactDraft<'postmortem'>, document: TextDocument): ReviewFinding {
  return { draft, headings: headingsOf(document), signature: signatureOf(document), actions: actionsOf(draft, document) };
}

/** Headings that two documents can share; those that only hold a time or a name to fill in cannot. */
function headingsOf(document: TextDocument): readonly string[] {
  const titles = document.sections
    .filter(section => section.depth > 1)
    .map(section =>
      section.title
        .toLowerCase()
        .replace(/[^\p{L} ]/gu, '')
        .trim(),
    );
  return [...new Set(titles.filter(title => title.length > 3))].slice(0, shownHeadings);
}

function templateOf(headings: readonly string[]): FactDraft | undefined {
  return headings.length >= 2 ? fact('postmortem.template', { tool: 'document', headings }, { line: 1 }) : undefined;
}

/** A document on several incidents with a table of counts. */
function trendOf(path: string, document: TextDocument): FactDraft | undefined {
  if (!trendPath.test(path)) return undefined;
  const rows = document.sections
    .flatMap(section => section.tables.flatMap(table => table.rows))
    .filter(row => row.cells.some(cell => /^\d+(?:[.,]\d+)?\s*%?$/.test(cell)));
  if (
    rows.length < 2 ||
    !/incident|outage|störung|vorf|panne|incidente|caída|hendelse|avbrott|storing|інцидент/i.test(`${document.title} ${path}`)
  )
    return undefined;
  return fact(
    'postmortem.trend',
    { date: dateIn(document.title) || dateIn(path) || monthEndIn(`${path} ${document.title}`), categories: rows.length },
    { line: document.titleLine },
  );
}
