import { Component, type ReactNode } from 'react';
import { Button } from 'react-aria-components';

interface Props {
  readonly children: ReactNode;
  /** Another one is a reason to try again. */
  readonly tryAgainWith?: unknown;
}

interface State {
  readonly error: Error | undefined;
}

/** Says what went wrong instead of an empty page. */
export class Failure extends Component<Props, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidUpdate({ tryAgainWith }: Props) {
    if (this.state.error && tryAgainWith !== this.props.tryAgainWith) this.setState({ error: undefined });
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div className="empty" role="alert">
        <h1>This cannot be shown</h1>
        <p>{error.message}</p>
        <p>
          <a href="#/">Go to the start</a> or{' '}
          <Button className="quiet" onPress={() => location.reload()}>
            load the page again
          </Button>
        </p>
      </div>
    );
  }
}
