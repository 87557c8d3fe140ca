import { inspect } from "node:util";

/**
 * Text that must not be printed. `reveal` is the only way to read it: a template string, `JSON.stringify`,
 * `util.inspect` and an error message all show `[secret]`.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return "[secret]";
  }

  toJSON(): string {
    return "[secret]";
  }

  [inspect.custom](): string {
    return "[secret]";
  }
}
