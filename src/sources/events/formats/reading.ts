import { nameGlob } from '../../../lib/glob.ts';
import { instantOf, isLocalTime } from '../../../lib/instant.ts';
import type { JsonValue } from '../../../lib/json-value.ts';
import { pseudonym } from '../pseudonyms.ts';
import { incidentLabels } from '../words.data.ts';

/** What the caller says about messages, besides what they say themselves. */
export interface ReadingWishes {
  readonly source: string;
  readonly zone?: string;
  readonly constants: ReadonlyMap<string, string>;
  readonly deploys: readonly string[];
  readonly incidentLabels: readonly string[];
  /** Without it the names of people are kept. */
  readonly salt?: string;
}

/** The same, made ready once for all messages. */
export interface ReadingRules extends ReadingWishes {
  deploysByName(name: string): boolean;
  marksIncident(label: string): boolean;
}

export function readingRules(wishes: ReadingWishes): ReadingRules {
  const deploys = wishes.deploys.map(each => nameGlob(each.toLowerCase()));
  const labels = new Set((wishes.incidentLabels.length > 0 ? wishes.incidentLabels : incidentLabels).map(each => each.toLowerCase()));
  return {
    ...wishes,
    deploysByName: name => deploys.some(matches => matches(name.toLowerCase())),
    marksIncident: label => labels.has(label.toLowerCase()),
  };
}

/** Reads one message: notes what is wrong with it, and why it is no event. */
export class Reading {
  readonly problems: string[] = [];
  readonly skipped: string[] = [];
  /** Kinds of messages that tell nothing of what opsex counts. */
  readonly left: string[] = [];

  constructor(readonly rules: ReadingRules) {}

  get source(): string {
    return this.rules.source;
  }

  /** A time of the message, in UTC; nothing when it has none. One that cannot be understood is a problem. */
  time(value: JsonValue, path?: string): string | undefined {
    const text = value.text(path);
    if (text === undefined) return undefined;
    const instant = instantOf(text, this.rules.zone);
    if (instant === undefined)
      this.problems.push(
        `${path ?? 'time'} ${isLocalTime(text) ? 'has no time zone: say --zone Europe/Berlin' : 'is no time with an offset'}`,
      );
    return instant !== undefined && instant >= '1980' ? instant : undefined;
  }

  /** A time in milliseconds since 1970. */
  milliseconds(number: number | undefined): string | undefined {
    return number === undefined || number <= 0 || number > 1e14 ? undefined : new Date(number).toISOString();
  }

  service(named: string | undefined, fallback?: string): string | undefined {
    return named ?? this.rules.constants.get('service') ?? fallback;
  }

  environment(named: string | undefined): string | undefined {
    return named ?? this.rules.constants.get('environment');
  }

  repository(named: string | undefined): string | undefined {
    return named ?? this.rules.constants.get('repository');
  }

  person(name: string | undefined): string | undefined {
    return name === undefined ? undefined : pseudonym(name, this.rules.salt);
  }

  /** Whether the runs of a workflow, pipeline or job are deployments: the caller says so, its name alone proves nothing. */
  deploys(what: string, ...names: readonly (string | undefined)[]): boolean {
    const known = names.filter(name => name !== undefined);
    if (known.some(this.rules.deploysByName)) return true;
    this.skip(`runs of the ${what} "${known[0] ?? ''}" are not taken for deployments (--deploys takes them)`);
    return false;
  }

  isIncident(labels: readonly (string | undefined)[]): boolean {
    return labels.some(label => label !== undefined && this.rules.marksIncident(label));
  }

  skip(why: string): void {
    this.skipped.push(why);
  }

  leave(kind: string | undefined): void {
    this.left.push(kind || 'other');
  }
}
