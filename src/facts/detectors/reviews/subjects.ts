/** What a review is about. */
export type Subject = 'alerts' | 'runbooks' | 'debt' | 'dora' | 'toil';

const nouns: readonly (readonly [Subject, string])[] = [
  ['alerts', 'alert(?:s|ing)?(?: rules?| noise| quality)?|alarme?|alertes|alertas|varsler|larm|waarschuwingen'],
  ['runbooks', 'runbooks?|betriebshandbuch|draaiboek(?:en)?'],
  [
    'debt',
    '(?:(?:operational|ops|tech|technical) )?debt(?: register)?|betriebsschulden|technische schulden|dette (?:technique|opérationnelle)|deuda (?:técnica|operativa)|(?:teknisk|operasjonell) gjeld|teknisk skuld|technische schuld|dívida técnica',
  ],
  ['dora', 'dora(?: metrics)?|delivery (?:metrics|performance)|four keys|deployment metrics'],
  ['toil', 'toil'],
];
const review = '(?:reviews?|retrospectives?|überprüfung|gjennomgang|genomgång|evaluatie)';
/** Languages that name the review before its subject. */
const reviewOf = '(?:überprüfung|review|revue|relecture|revisi[óo]n|gjennomgang|genomgång|evaluatie|herziening|revis[ãa]o|перегляд)';
const of = '(?:der|des|von|de la|de los|de las|des|du|de|av|van de|van|dos|das|da|do)?';
const tests = nouns.map(
  ([subject, noun]) =>
    [
      subject,
      new RegExp(
        `\\b(?:${noun})[ _-]${review}\\b|\\breview(?:ing)?(?: of)?(?: the| all| our)? (?:\\w+ )?(?:${noun})\\b|\\b(?:${noun})[- ]?(?:überprüfung|gjennomgang)\\b|(?<![a-zà-ÿ])${reviewOf} ${of} ?(?:${noun})\\b`,
        'i',
      ),
    ] as const,
);

/** `Quarterly runbook review` and `Review of the alerts` have one; `the review alerts me` does not. */
export function subjectOf(text: string): Subject | undefined {
  return tests.find(([, test]) => test.test(text))?.[0];
}
