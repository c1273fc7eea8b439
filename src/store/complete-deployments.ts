import type { Database } from './database.ts';

/**
 * Finds the commits of deployments that name something else: an artifact, a tag, or the first letters of a commit. What tells the commit may
 * come before or after the deployment. What a deployment said itself stays.
 */
export async function completeDeployments(database: Database): Promise<void> {
  await database.transaction(async () => {
    await database.run(
      `update deployment set sha = artifact.sha, repository = coalesce(deployment.repository, artifact.repository) from artifact
       where deployment.artifact = artifact.id and deployment.sha is null`,
    );
    await database.run(
      `update deployment set sha = tagged.sha from deployment as tagged
       where tagged.source = 'git-tags' and deployment.sha is null and deployment.source <> 'git-tags'
         and tagged.repository = deployment.repository and tagged.ref = deployment.ref`,
    );
    const [{ n } = { n: 0 }] = await database.query<{ n: number }>(
      `select count(*) as n from deployment where ${isShort('deployment.sha')}`,
    );
    if (n > 0) await lengthen(database);
  });
}

/** How many deployments of a source name a commit that the store does not know. */
export async function unknownCommits(database: Database, source: string): Promise<number> {
  const [known] = await database.query('select 1 from change limit 1');
  const isUnknown = known ? 'and sha is not null and not exists (select 1 from change where change.sha = deployment.sha)' : '';
  // with nothing to compare them to, the commits themselves need not be read
  const [{ n } = { n: 0 }] = await database.query<{ n: number }>(`select count(sha) as n from deployment where source = $1 ${isUnknown}`, [
    source,
  ]);
  return n;
}

/** A commit of which only the first letters are known gets the others when one commit alone begins with them. */
async function lengthen(database: Database): Promise<void> {
  await database.run(
    `update deployment set sha = full_sha.sha from (
       select short.source, short.id, min(change.sha) as sha
       from (select source, id, repository, sha from deployment where ${isShort('sha')}) as short
       join change on change.sha >= short.sha and change.sha < short.sha || 'g'
         and (short.repository is null or short.repository = change.repository)
       group by short.source, short.id having count(distinct change.sha) = 1) as full_sha
     where deployment.source = full_sha.source and deployment.id = full_sha.id`,
  );
}

function isShort(sha: string): string {
  return `length(${sha}) between 7 and 39`;
}
