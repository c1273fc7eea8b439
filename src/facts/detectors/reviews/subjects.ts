/** What a review is about. */
export type Subject = 'alerts' | 'runbooks' | 'debt' | 'dora' | 'toil';

const nouns: readonly (readonly [Subject, string])[] = [
  ['alerts', 'alert(?:s|ing)?(?: rules?| noise| quality)?|alarme?'],
  ['runbooks', 'runbooks?'],
  ['debt', '(?:(?:operational|ops|tech|technical) )?debt(?: register)?|betriebsschulden'],
  ['dora', 'dora(?: metrics)?|delivery (?:metrics|performance)|four keys|deployment metrics'],
  ['toil', 'toil'],
];
const review = '(?:reviews?|retrospectives?|überprüfung|gjennomgang)';
const tests = nouns.map(
  ([subject, noun]) =>
    [
      subject,
      new RegExp(
        `\\b(?:${noun})[ _-]${review}\\b|\\breview(?:ing)?(?: of)?(?: the| all| our)? (?:\\w+ )?(?:${noun})\\b|\\b(?:${noun})[- ]?(?:überprüfung|gjennomgang)\\b`,
        'i',
      ),
    ] as const,
);

/** `Quarterly runbook review` and `Review of the alerts` have one; `the review alerts me` does not. */
export function subjectOf(text: string): Subject | undefined {
  return tests.find(([, test]) => test.test(text))?.[0];
}
