import { chapterOf, type Section, type TextDocument } from '../../../lib/text-document.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { phrases } from '../documents/phrases.ts';
import { documentExtensions, documentOf, headingsIn, isPlaceholder, isQuestionnaire, isTemplateName } from '../documents/reading.ts';
import { announcePhrases, approvalPhrases, categoryPhrases, policyHeadings, riskPhrases, schedulePhrases } from './change-policy.data.ts';
import { freezeIn, mentionsFreeze } from './freeze.ts';

const heading = phrases(policyHeadings);
const categories = categoryPhrases.map(phrases);
const [risk, approval, schedule, announces] = [riskPhrases, approvalPhrases, schedulePhrases, announcePhrases].map(phrases) as [
  RegExp,
  RegExp,
  RegExp,
  RegExp,
];
const elsewhere =
  /(?:^|\/)(?:plans?|planning|rfcs?|proposals?|adrs?|architecture-decision-records?|decisions|handoffs?|sessions|research|post-?mortems?|incident-reports?|blog|news|ISSUE_TEMPLATE)\/|changelog|glossar|decisions?\.md$/i;

export const changePolicy = detector<FactDraft>({
  id: 'change-policy',
  title: 'Documents on how and when changes are made',
  docs: 'https://wiki.en.it-processmaps.com/index.php/Change_Management',
  reads: [
    { extensions: documentExtensions, path: /(?:change|release|deployment)[-_ ]?(?:management|policy|process|control|freeze)/i },
    {
      extensions: documentExtensions,
      text: [
        'hange',
        'eployment olicy',
        'eployment policy',
        'elease policy',
        'onfiguration Management',
        'onfiguration management',
        'reeze',
        'riday',
        'eekend',
        'during',
        'oliday',
        'vening',
        'nderungs',
        'ambios',
        'ndrings',
        'змін',
        'hangement',
        'ise en production',
        'ijziging',
        'udança',
        'reigabe',
        'reitag',
        'ochenende',
        'endredi',
        'iernes',
        'redag',
        'elg',
        'rijdag',
        'exta',
        'ятниц',
        'ихідн',
        'еплої',
        'елізів',
        'eiertag',
        'eihnacht',
        'oël',
        'avidad',
        'estivo',
        'eestdag',
        'eriado',
        'ndringsstopp',
        'ongela',
        'frys',
        'gel d',
      ],
    },
  ],
  emits: ['change.policy', 'change.freeze'],
  dated: true,

  *parse(file) {
    if (elsewhere.test(file.path) || isTemplateName(file.name)) return;
    const hasHeading = headingsIn(file.text).some(title => heading.test(title)) || heading.test(file.path);
    if (!hasHeading && !mentionsFreeze(file.text)) return;
    const document = documentOf(file);
    for (const draft of [isQuestionnaire(document) ? undefined : policyIn(document), freezeIn(document)]) if (draft) yield draft;
  },

  *link(findings, scene) {
    for (const { path, finding } of findings) {
      if (finding.kind !== 'change.policy') yield { ...finding, path };
      else yield { ...finding, path, fields: { ...finding.fields, updated: scene.historyOf(path)?.updated ?? '' } as FactDraft['fields'] };
    }
  },
});

/** The first chapter that says at least two of: classes of changes, risk, approval, schedule; a policy that only names approval also counts. */
function policyIn(document: TextDocument): FactDraft<'change.policy'> | undefined {
  for (const [index, section] of document.sections.entries()) {
    const isTitle = section.depth === 0 && document.title !== '' && heading.test(document.title);
    if (!heading.test(section.title) && !isTitle) continue;
    const chapter = isTitle ? document.sections : chapterOf(document, index);
    if (isPlaceholder({ ...document, sections: chapter }, 200)) continue;
    const fields = {
      title: section.title || document.title,
      categories: categories.filter(test => says(chapter, test)).length,
      risk: says(chapter, risk),
      approval:
        says(chapter, approval) ||
        (/policy|richtlinie|politique|política|beleid/i.test(section.title) && says(document.sections, approval)),
      schedule: says(chapter, schedule),
      announces: says(chapter, announces),
    };
    const said = [fields.categories >= 2, fields.risk, fields.approval, fields.schedule].filter(Boolean).length;
    const isAboutChanges = !/configuration/i.test(fields.title);
    if (fields.approval || (said >= 2 && isAboutChanges))
      return fact('change.policy', fields, { line: section.depth === 0 ? document.titleLine : section.line });
  }
  return undefined;
}

function says(chapter: readonly Section[], test: RegExp): boolean {
  return chapter.some(section => test.test(section.title) || section.lines.some(line => test.test(line.text)));
}
