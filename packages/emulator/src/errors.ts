/**
 * What the emulator throws at the code that starts or scripts it. Everything a client of the API does wrong is an
 * HTTP answer instead.
 *
 * - `EDGE_ID_INVALID`: an edge id that is no positive whole number.
 * - `EDGE_ID_REPEATED`: one edge id given twice.
 * - `EDGE_UNKNOWN`: the emulator was started without that edge.
 * - `ORIGIN_INVALID`: an `origin` that starts like a URL and is none.
 * - `ORIGIN_BASE_INVALID`: `originBase` does not start with `/`.
 * - `ANSWER_UNKNOWN`: `gatewayError` or `serviceError` was asked for a pair that is in neither error table.
 */
export type EmulatorErrorCode =
  | "EDGE_ID_INVALID"
  | "EDGE_ID_REPEATED"
  | "EDGE_UNKNOWN"
  | "ORIGIN_INVALID"
  | "ORIGIN_BASE_INVALID"
  | "ANSWER_UNKNOWN";

export class EmulatorError extends Error {
  override readonly name = "EmulatorError";
  readonly code: EmulatorErrorCode;

  constructor(code: EmulatorErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
