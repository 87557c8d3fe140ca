/**
 * The base of every error this project throws on purpose.
 *
 * `code` is stable and made for programs, `message` says what is wrong, `next` says what to do about it.
 * None of the three ever holds a secret.
 */
export class GlobalEdgePurgeError extends Error {
  override readonly name: string = "GlobalEdgePurgeError";
  /** Stable, upper case, for example `OUTPUT_SHRANK`. */
  readonly code: string;
  /** The next step, as one or more plain sentences. */
  readonly next: string;

  constructor(code: string, message: string, details: { readonly next: string; readonly cause?: unknown }) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.next = details.next;
  }

  /** The exit code of a program that it ends: 2 for a mistake that the same command would run into again. */
  get exitCode(): 1 | 2 {
    return 1;
  }
}

/** The words of anything thrown, for a message that people read. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The `code` of a system error such as `ENOENT`, or `undefined` where there is none. */
export function systemCode(thrown: unknown): string | undefined {
  return thrown instanceof Error && "code" in thrown && typeof thrown.code === "string" ? thrown.code : undefined;
}

/** What is asked of a file, or `undefined` where there is none. */
export async function ifThere<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}
