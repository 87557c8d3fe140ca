/** Something that people should know and that stops nothing. */
export interface EdgeWarning {
  /**
   * - `LEDGER_UNREADABLE`: the shared count of requests was damaged.
   * - `LEDGER_UNUSABLE`: the shared count of requests cannot be kept.
   * - `CA_FILE_UNREADABLE`: `NODE_EXTRA_CA_CERTS` names a file that cannot be read.
   */
  readonly code: "LEDGER_UNREADABLE" | "LEDGER_UNUSABLE" | "CA_FILE_UNREADABLE";
  readonly message: string;
}
