export type Ecosystem = 'npm' | 'go' | 'jvm' | 'python' | 'dotnet' | 'ruby' | 'php' | 'rust';

/** A direct dependency as its manifest names it; on the JVM `group:artifact`. */
export interface Dependency {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly line: number;
  /** Only for tests or development. */
  readonly dev: boolean;
}

/** No manifest is read further than this many dependencies. */
export const most = 1000;
