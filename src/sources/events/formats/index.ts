import { argoCd } from './argo-cd.ts';
import { cdevents } from './cdevents.ts';
import type { EventFormat } from './event-format.ts';
import { github } from './github/github.ts';
import { gitlab } from './gitlab/gitlab.ts';
import { jenkins } from './jenkins.ts';
import { jira } from './jira.ts';
import { opsgenie } from './opsgenie.ts';
import { pagerduty } from './pagerduty.ts';
import { servicenow } from './servicenow.ts';

/** All event formats. A delivery is of the first that recognises it. */
export const eventFormats: readonly EventFormat[] = [argoCd, cdevents, github, gitlab, jenkins, jira, opsgenie, pagerduty, servicenow];
