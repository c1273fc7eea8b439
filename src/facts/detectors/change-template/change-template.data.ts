/** Words by which a template asks what a change may harm. Whole words, several languages. */
export const riskPrompts: readonly RegExp[] = [
  /\brisk(?:s|y|ed| level| assessment| class)?\b/i,
  /\bblast[- ]radius\b/i,
  /\bimpact(?:s|ed)?\b/i,
  /\bside[- ]effects?\b/i,
  /\bdowntime\b/i,
  /\bsecurity (?:considerations?|implications?|concerns?|review)\b/i,
  /\bbreaking[- ]changes?\b.*\?$/i,
  /\bwhat (?:could|can|might) go wrong\b/i,
  /\brisik(?:o|en)\b/i, // German
  /\bauswirkung(?:en)?\b/i, // German
  /\brisques?\b/i, // French
  /\briesgos?\b/i, // Spanish
];

/** Words by which a template asks how a change is taken back. */
export const rollbackPrompts: readonly RegExp[] = [
  /\broll(?:ed|ing)?[- ]?back\b/i,
  /\bback[- ]?out\b/i,
  /\brevert(?:ing|ible)?\b|\b(?:be|is|are|safely|easily) reverted\b/i, // not `Reverted the hotfix`, which is done
  /\bundo\b/i,
  /\brückfall|rückbau|zurückrollen/i, // German
  /\bretour arrière\b/i, // French
];

/** Names by which an issue form is one for changes, not for bugs or ideas. */
export const changeForm = /\b(?:change[- ]?(?:request|management)?|deployment|release|rfc|maintenance|go[- ]?live)\b/i;
