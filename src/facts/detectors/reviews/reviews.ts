import { longestGapHours } from '../../../lib/cron.ts';
import { chapterOf, type TextDocument } from '../../../lib/text-document.ts';
import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact, type Place } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { datesIn } from '../documents/dates.ts';
import { spoken } from '../documents/phrases.ts';
import { documentExtensions, documentOf, headingsIn, isTemplateName } from '../documents/reading.ts';
import { runbooks } from '../runbooks/runbooks.ts';
import { type Subject, subjectOf } from './subjects.ts';

interface Finding {
  readonly subject: Subject;
  readonly via: string;
  readonly date: string;
  readonly line: number;
}

const workflow = /^\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/i;
const cadence =
  /\b(?:weekly|monthly|quarterly|every (?:week|month|quarter|sprint|two weeks)|each (?:week|month|quarter|sprint)|wöchentlich|monatlich|vierteljährlich|quartalsweise|hebdomadaire|mensuelle?|trimestrielle?|chaque (?:semaine|mois|trimestre)|semanal|mensual|trimestral|cada (?:semana|mes|trimestre)|ukentlig|månedlig|kvartalsvis|hver(?:t)? (?:uke|måned|kvartal)|veckovis|månadsvis|wekelijks|maandelijks|elk kwartaal|mensal|a cada (?:mês|trimestre))\b|щотижня|щомісяця|щокварталу/i;
const longestQuarter = 100 * 24;
const opensIssue = /gh issue create|issues\.create\b|create-issue|create-an-issue|issue-bot|glab issue create/i;

/** Records of reviews, their cadence, and scheduled workflows that open an issue for one. */
export const reviews = detector<Finding>({
  id: 'reviews',
  title: 'Reviews of alerts, runbooks, debt and delivery metrics',
  docs: 'https://docs.github.com/en/actions/managing-issues-and-pull-requests/scheduling-issue-creation',
  reads: [
    { extensions: documentExtensions, path: /reviews?[^/]*$|reviews?\/[^/]+$/i },
    {
      extensions: documentExtensions,
      text: [
        'eview',
        'EVIEW',
        'etrospective',
        'berprüfung',
        'jennomgang',
        'evue d',
        'electure d',
        'evisión d',
        'enomgång',
        'valuatie',
        'evisão d',
        'ерегляд',
      ],
    },
    { extensions: ['.yml', '.yaml'], path: workflow, text: ['schedule'] },
  ],
  emits: ['alert.review', 'runbook.review', 'debt.review', 'review.outcomes'],

  *parse(file) {
    if (workflow.test(file.path)) yield* remindersIn(file.yaml());
    else if (!isTemplateName(file.name) && (subjectOf(nameOf(file.path)) || headingsIn(file.text).some(title => subjectOf(title)))) {
      yield* reviewsIn(file.path, documentOf(file));
    }
  },

  *link(findings, scene) {
    for (const { path, finding } of findings) yield* factsOf(finding, { path, line: finding.line });
    const reviewed = scene
      .findings(runbooks)
      .flatMap(({ path, finding: { draft } }) =>
        draft.kind === 'runbook' && draft.fields.reviewed !== '' ? [{ path, line: draft.line, date: draft.fields.reviewed }] : [],
      );
    const [newest] = reviewed.sort((a, b) => b.date.localeCompare(a.date));
    if (newest) yield fact('runbook.review', { via: 'document', date: newest.date }, { path: newest.path, line: newest.line });
  },
});

function nameOf(path: string): string {
  return spoken(path.split('/').slice(-2).join('/'));
}

function* factsOf({ subject, via, date }: Finding, place: Place): Generator<FactDraft> {
  if (subject === 'alerts') yield fact('alert.review', { via, date }, place);
  if (subject === 'runbooks') yield fact('runbook.review', { via, date }, place);
  if (subject === 'debt') yield fact('debt.review', { via, date }, place);
  if (subject === 'dora' || subject === 'alerts' || subject === 'toil') yield fact('review.outcomes', { topic: subject, via, date }, place);
}

/** A record has a date in its name, title, headings or table; a chapter without one counts when it states how often. */
function* reviewsIn(path: string, document: TextDocument): Generator<Finding> {
  const whole = subjectOf(document.title) ?? subjectOf(nameOf(path));
  if (whole) {
    const dates = [...datesIn(path.replaceAll('_', '-')), ...datesOf(document, 0, document.sections.length)];
    yield* recordOf(whole, dates, document, 0, document.titleLine);
    return;
  }
  for (const [index, section] of document.sections.entries()) {
    const subject = section.depth > 0 ? subjectOf(section.title) : undefined;
    if (subject) yield* recordOf(subject, datesOf(document, index, chapterOf(document, index).length), document, index, section.line);
  }
}

function* recordOf(subject: Subject, dates: readonly string[], document: TextDocument, index: number, line: number): Generator<Finding> {
  const chapter = index === 0 ? document.sections : chapterOf(document, index);
  const newest = [...dates].sort()[dates.length - 1];
  const often = chapter.some(section => cadence.test(section.title) || section.lines.some(({ text }) => cadence.test(text)));
  if (newest) yield { subject, via: 'document', date: newest, line };
  else if (often) yield { subject, via: 'schedule', date: '', line };
}

function datesOf(document: TextDocument, from: number, count: number): readonly string[] {
  return document.sections
    .slice(from, from + count)
    .flatMap(section => [
      ...datesIn(section.title),
      ...section.tables.flatMap(table => table.rows.flatMap(row => datesIn(row.cells[0] ?? ''))),
      ...section.lines.flatMap(({ text }) =>
        /^(?:date|datum|dato|fecha|data|дата|reviewed|last review)/i.test(text) ? datesIn(text) : [],
      ),
    ]);
}

function* remindersIn(documents: readonly Tree[]): Generator<Finding> {
  for (const document of documents) {
    const crons = document.list('on.schedule').flatMap(each => each.text('cron') ?? []);
    const gap = crons.length > 0 ? longestGapHours(crons) : undefined;
    if (gap === undefined || gap > longestQuarter) continue;
    for (const [, job] of document.pairs('jobs')) {
      if (/^(?:\$\{\{ *)?false\b/.test(job.text('if') ?? '')) continue;
      for (const step of job.list('steps')) {
        const said = [...step.walk()].flatMap(node => node.text() ?? []);
        if (!said.some(text => opensIssue.test(text))) continue;
        const subject = said.map(text => subjectOf(spoken(text.slice(0, 4_000)))).find(found => found !== undefined);
        if (subject) yield { subject, via: 'reminder', date: '', line: step.line };
      }
    }
  }
}
