import { severityOf } from '../words.ts';

/** The service that a label names: `service:shop`, `service/shop`, `service::shop`. */
export function serviceOfLabels(labels: readonly (string | undefined)[]): string | undefined {
  return found(labels, /^(?:service|component|app)(?:::|[:/])\s*(\S.*)$/i);
}

/** The severity that a label names: `sev1`, `severity::2`, `P1`, `priority/critical`. */
export function severityOfLabels(labels: readonly (string | undefined)[]): number | undefined {
  const named = found(labels, /^(?:severity|sev|priority|impact)(?:::|[:/-])\s*(\S.*)$/i);
  const short = labels.find(label => /^(?:sev|severity|p|s)[ -]?[0-5]$/i.test(label ?? ''));
  return severityOf(named ?? short);
}

/** The commit or deployment that a line of a text names as the cause: `Caused by: 1a2b3c4d`. */
export function causeIn(text: string | undefined): string | undefined {
  const [, cause] =
    /^[\s>*_#-]{0,10}caused[ -]by[\s*_]{0,5}[:=][\s*_`]{0,5}([A-Za-z0-9._/-]{4,200})/im.exec(text?.slice(0, 20_000) ?? '') ?? [];
  return cause;
}

function found(labels: readonly (string | undefined)[], pattern: RegExp): string | undefined {
  for (const label of labels) {
    const [, name] = pattern.exec(label ?? '') ?? [];
    if (name) return name.trim();
  }
  return undefined;
}
