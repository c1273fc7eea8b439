import type { ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { Icon } from './icon.tsx';

interface Props {
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly isOpen?: boolean;
  readonly level?: number;
}

/** Details that wait until they are asked for. */
export function Unfold({ title, children, isOpen = false, level = 3 }: Props) {
  return (
    <Disclosure className="unfold" defaultExpanded={isOpen}>
      <Heading level={level}>
        <Button slot="trigger">
          <Icon name="chevron" />
          {title}
        </Button>
      </Heading>
      <DisclosurePanel>{children}</DisclosurePanel>
    </Disclosure>
  );
}
