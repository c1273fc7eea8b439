/** Why a file, or a part of it, could not be read. */
export interface Problem {
  readonly line: number;
  readonly message: string;
}
