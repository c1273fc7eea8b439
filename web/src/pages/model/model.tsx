import { useMemo, useState } from 'react';
import type { ModelTextJson } from '../../../../src/report/web-contract.ts';
import { useModelText } from '../../data/use-data.ts';
import { Choice } from '../../parts/choice.tsx';
import { CodeText } from '../../parts/code-text.tsx';
import { Find } from '../../parts/find.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { Unfold } from '../../parts/unfold.tsx';
import { addressOf } from '../../route.ts';
import { effortText, plural, shortId } from '../../words.ts';

/** What is asked, and where it comes from. */
export function ModelPage({ id }: { readonly id?: string }) {
  const model = useModelText();
  if (!model)
    return (
      <div className="empty">
        <PageTitle title="Model">Model</PageTitle>
        <p>This report holds verdicts of a model whose text was not at hand when it was made.</p>
      </div>
    );
  return (
    <>
      <div className="page-head">
        <PageTitle title="Model">{model.title}</PageTitle>
        <p className="muted provenance">
          <span>
            {model.id} {model.version}
          </span>
          <span>{plural(model.controls.length, 'control')}</span>
          <span>{plural(model.criteria.length, 'criterion', 'criteria')}</span>
          <span>{model.criteria.filter(({ gate }) => gate !== null).length} gates</span>
        </p>
      </div>
      <LevelsText model={model} />
      <Cells model={model} />
      <Criteria model={model} id={id} key={id} />
      <Readings model={model} />
    </>
  );
}

interface Props {
  readonly model: ModelTextJson;
}

function LevelsText({ model }: Props) {
  return (
    <ol className="levels-text">
      {model.levels.map(({ level, name, summary }) => (
        <li key={level} data-level={level}>
          <p className="level-name">
            <b>{level}</b> {name}
          </p>
          <p>{summary}</p>
        </li>
      ))}
    </ol>
  );
}

function Cells({ model }: Props) {
  return (
    <section className="panel" aria-labelledby="cells">
      <h2 id="cells">Controls by level</h2>
      <div className="scroll">
        <table className="cells">
          <thead>
            <tr>
              <th scope="col">Control</th>
              {[1, 2, 3, 4, 5].map(level => (
                <th key={level} scope="col">
                  Level {level}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {model.controls.map(({ id, title, cells }) => (
              <tr key={id}>
                <th scope="row">
                  <span className="number">{shortId(id)}</span> <a href={addressOf({ page: 'model', id })}>{title}</a>
                </th>
                {[1, 2, 3, 4, 5].map(level => {
                  const cell = cells.find(each => each.level === level);
                  return (
                    <td key={level}>
                      {cell?.name ?? '–'}
                      {cell && cell.criteria.length > 0 && (
                        <small className="muted"> {plural(cell.criteria.length, 'criterion', 'criteria')}</small>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Criteria({ model, id }: Props & { readonly id?: string }) {
  const chosen = model.controls.find(control => control.id === id)?.id;
  const [text, setText] = useState(id && !chosen ? id : '');
  const [control, setControl] = useState(chosen ?? '*');
  const found = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    return model.criteria.filter(
      each =>
        (control === '*' || each.control === control) &&
        (`${each.id} ${each.ask} ${each.remedy}`.toLowerCase().includes(wanted) || wanted === ''),
    );
  }, [model, text, control]);
  return (
    <section className="panel" aria-labelledby="criteria">
      <h2 id="criteria">
        Criteria <span className="count">{found.length}</span>
      </h2>
      <div className="filters">
        <Find label="Find a criterion" value={text} onChange={setText} />
        <Choice
          label="Control"
          value={control}
          options={[['*', 'all'], ...model.controls.map(each => [each.id, `${shortId(each.id)} ${each.title}`] as const)]}
          onChange={setControl}
        />
      </div>
      <div className="criteria-list">
        {found.map(criterion => (
          <Unfold
            key={criterion.id}
            isOpen={criterion.id === id}
            title={
              <span className="model-criterion">
                <span className="level-tag">L{criterion.level}</span>
                <span>{criterion.ask}</span>
                {criterion.gate !== null && <span className="flag">gate {criterion.gate}</span>}
              </span>
            }
          >
            <dl className="pairs">
              <dt>Id</dt>
              <dd>
                <code>{criterion.id}</code>
              </dd>
              <dt>Asks for</dt>
              <dd>
                <CodeText text={criterion.test} />
              </dd>
              <dt>Remedy</dt>
              <dd>
                {criterion.remedy}{' '}
                <span className="muted">
                  Effort {criterion.effort} ({effortText[criterion.effort]}).
                </span>
              </dd>
              {criterion.settle && (
                <>
                  <dt>To settle it</dt>
                  <dd>{criterion.settle}</dd>
                </>
              )}
              <dt>Comes from</dt>
              <dd>{criterion.from.join(', ')}</dd>
            </dl>
          </Unfold>
        ))}
      </div>
    </section>
  );
}

function Readings({ model }: Props) {
  return (
    <div className="columns">
      <section className="panel" aria-labelledby="entry">
        <h2 id="entry">Recommended way in</h2>
        <ol className="actions">
          {model.entryPath.map(({ priority, title, why }) => (
            <li key={priority}>
              <p className="action-title">{title}</p>
              <p className="muted">{why}</p>
            </li>
          ))}
        </ol>
      </section>
      <section className="panel" aria-labelledby="readings">
        <h2 id="readings">How unclear points are read</h2>
        <dl className="readings">
          {model.policies.map(({ id, title, reading }) => (
            <div key={id}>
              <dt>{title}</dt>
              <dd>{reading}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
