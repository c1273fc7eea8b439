import { Component, type ReactNode } from 'react';
import { Button } from 'react-aria-components';

interface Props {
  readonly children: ReactNode;
}

/** Says what went wrong instead of an empty page. */
export class Failure extends Component<Props, { readonly error?: Error }> {
  override state: { readonly error?: Error } = {};

  static getDerivedStateFromError(error: Error) {
    return { error };
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
