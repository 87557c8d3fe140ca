import { createHash } from "node:crypto";
import { BuildOrder, type BuildIds } from "./build-order.ts";
import { expectedUrls } from "./expected-urls.ts";
import type { EnvironmentName, Files, SiteMapping } from "./history.ts";
import { EdgePromises, immutableNameIn } from "./promises.ts";

/** A build of one environment, with the mapping that its plan or run had. */
export interface Build extends BuildIds {
  readonly files: Files;
  readonly mapping: SiteMapping;
}

/** A plan that was written, and a copy of it. */
export interface KeptPlan {
  readonly build: Build;
  readonly edges: readonly number[];
  /** Absolute. */
  readonly path: string;
  /** Where the build put it, and which builds of the project may have removed or replaced it since. Absolute. */
  readonly place: string;
}

/** What is known of one environment without asking the program. */
export class Environment {
  readonly name: EnvironmentName;
  edges: readonly number[];
  mapping: SiteMapping;
  readonly order = new BuildOrder();
  readonly plans: KeptPlan[] = [];
  readonly promises: ReadonlyMap<number, EdgePromises>;
  /** What the last upload brought. */
  uploaded: Build | undefined;
  /** Every URL that a visitor may ask for, with a name that has it. */
  readonly #urls = new Map<string, string>();
  readonly #contents = new Map<string, Set<string>>();
  readonly #uploadedNames = new Set<string>();

  constructor(name: EnvironmentName, edges: readonly number[], base: string) {
    this.name = name;
    this.edges = edges;
    this.mapping = { base, aliases: "directory", queries: [] };
    this.promises = new Map(edges.map((edgeId) => [edgeId, new EdgePromises()]));
  }

  /** Names that the builds of this environment ever had. */
  get namesEver(): readonly string[] {
    return [...this.#contents.keys()];
  }

  /** A build of these files, under the mapping of now unless another is given. */
  build(files: Files, mapping = this.mapping): Build {
    for (const [name, text] of Object.entries(files)) {
      const contents = this.#contents.get(name) ?? new Set();
      this.#contents.set(name, contents.add(text));
    }
    for (const name of Object.keys(files)) for (const url of expectedUrls(name, mapping)) this.#urls.set(url, name);
    const named = Object.keys(files)
      .toSorted()
      .map((name) => [name, files[name]]);
    const content = createHash("sha256").update(JSON.stringify(named)).digest("hex");
    return { files, mapping, content, layout: `${content} ${mapping.base}` };
  }

  /** Names of files that ever held a text. */
  namesHolding(text: string): readonly string[] {
    return [...this.#contents].filter(([, texts]) => texts.has(text)).map(([name]) => name);
  }

  upload(build: Build): void {
    this.order.uploaded(build);
    this.uploaded = build;
    for (const name of Object.keys(build.files)) this.#uploadedNames.add(name);
  }

  /** Forgets names that no edge hears of any more, in a history that is too long to remember every name. */
  retire(isOver: (name: string) => boolean): void {
    const everywhere = [...this.promises.values()];
    const retired = this.namesEver.filter(
      (name) => isOver(name) && !everywhere.some((promises) => promises.hears(name)),
    );
    for (const name of retired) {
      this.#contents.delete(name);
      this.#uploadedNames.delete(name);
    }
    for (const [url, name] of this.#urls) if (!this.#contents.has(name)) this.#urls.delete(url);
  }

  /** Whether a name had several contents. */
  isTwisted(assetPath: string): boolean {
    return (this.#contents.get(assetPath)?.size ?? 0) > 1;
  }

  /** Whether a file ever held a text. The path may begin with a base. */
  hasHeld(path: string, text: string): boolean {
    return [...this.#contents].some(([name, texts]) => path.endsWith(name) && texts.has(text));
  }

  /** What visitors ask for: nobody asks for a name that carries a content hash before a page that names it is there. */
  get urls(): readonly string[] {
    return [...this.#urls.keys()].filter((url) => {
      const name = immutableNameIn(url);
      return name === undefined || this.#uploadedNames.has(name);
    });
  }

  /** The edges that there are of some that a command names. */
  promisesOf(edges: readonly number[]): readonly (readonly [number, EdgePromises])[] {
    return [...this.promises].filter(([edgeId]) => edges.includes(edgeId));
  }

  /** The program reported on a build for some edges: what it changes is owed there, and to every other edge that is known. */
  hear({ files }: Build, edges: readonly number[]): void {
    for (const [edgeId, promises] of this.promises) {
      if (edges.includes(edgeId)) promises.isKnown = true;
      if (promises.isKnown) promises.hear(Object.keys(files));
      promises.meet(Object.keys(files));
    }
  }

  /** The program may have settled edges under a build's mapping, without anybody's promise. */
  narrow({ mapping }: Build, edges: readonly number[]): void {
    for (const [, promises] of this.promisesOf(edges)) promises.narrow(mapping, this.namesEver);
  }

  /** The program is told of a build, and may have written down its files for any edge before it ends. */
  meet({ files }: Build): void {
    for (const promises of this.promises.values()) promises.meet(Object.keys(files));
  }
}
