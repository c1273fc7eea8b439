import { JsonValue } from '../../../lib/json-value.ts';
import { repositoryName } from '../../../lib/repository-name.ts';
import type { EventFormat, FoundEvent } from './event-format.ts';
import type { Reading } from './reading.ts';

/** Builds of the remote API: `/job/NAME/api/json?tree=fullName,builds[number,timestamp,duration,result,url,actions[*]]`, or one build. */
export const jenkins: EventFormat = {
  id: 'jenkins',
  title: 'Jenkins builds',
  docs: 'https://www.jenkins.io/doc/book/using/remote-access-api/',
  recognises: ({ body }) => body.has('number') && body.has('timestamp') && (body.has('result') || body.has('building') || isRun(body)),
  unfold: body => {
    const builds = [body.list('builds'), body.list('allBuilds')].find(list => list.some(each => each.has('timestamp')));
    const fullName = body.text('fullName') ?? body.text('name');
    return builds?.map(build => new JsonValue({ ...(build.value as object), fullName }));
  },
  messageKind: () => 'build',

  *events({ body }, reading) {
    yield* build(body, reading);
  },
};

function isRun(body: JsonValue): boolean {
  return /(?:WorkflowRun|FreeStyleBuild|\w+Build)$/.test(body.text('_class') ?? '');
}

/** The timestamp is the start. An unstable build ran to its end, but something in it was not right: neither success nor failure. */
function* build(body: JsonValue, reading: Reading): Generator<FoundEvent> {
  const job = body.text('fullName') ?? jobOf(body);
  if (!reading.deploys('job', job, job.split('/').at(-1))) return;
  const start = body.number('timestamp');
  const isOver = start !== undefined && body.flag('building') !== true;
  const ended = isOver ? reading.milliseconds(start + (body.number('duration') ?? 0)) : undefined;
  const result = body.text('result');
  if (result === 'UNSTABLE') reading.skip('builds that are unstable: neither success nor failure');
  const git = body.list('actions').find(each => each.has('lastBuiltRevision.SHA1'));
  const remote = git?.text('remoteUrls') ?? git?.list('remoteUrls')[0]?.text();
  yield {
    kind: 'deployment',
    row: {
      id: `${job}/${body.text('number')}`,
      service: reading.service(undefined, job.split('/').at(-1)),
      environment: reading.environment(parameter(body, ['environment', 'env', 'target', 'stage'])),
      repository: reading.repository(remote && repositoryName(remote)),
      sha: git?.text('lastBuiltRevision.SHA1'),
      ref: git
        ?.get('lastBuiltRevision')
        .list('branch')[0]
        ?.text('name')
        ?.replace(/^(?:refs\/remotes\/)?origin\//, ''),
      kind: 'normal',
      pipeline: body.text('number'),
      url: body.text('url'),
      started_at: reading.milliseconds(start),
      succeeded_at: result === 'SUCCESS' ? ended : undefined,
      failed_at: result === 'FAILURE' ? ended : undefined,
    },
  };
}

/** `folder » job #12`, or the path of its address. */
function jobOf(body: JsonValue): string {
  const [, path] = /\/job\/(.+?)\/\d+\/?$/.exec(body.text('url') ?? '') ?? [];
  const title = body
    .text('fullDisplayName')
    ?.replace(/ #\d+.*$/, '')
    .replaceAll(' » ', '/');
  return path?.replaceAll('/job/', '/') ?? title ?? 'job';
}

function parameter(body: JsonValue, names: readonly string[]): string | undefined {
  const parameters = body.list('actions').flatMap(action => action.list('parameters'));
  return parameters.find(each => names.includes(each.text('name')?.toLowerCase() ?? ''))?.text('value');
}
