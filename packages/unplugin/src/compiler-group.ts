import { type Build, createBuild } from "./build-session.ts";

/** What is needed here of a compiler of webpack or Rspack. */
interface Compiler {
  readonly hooks: { readonly done: { readonly taps: readonly { readonly name: string }[] } };
}

/** One use of the plugin in one compiler. */
export interface Member {
  /** Its name in the build. */
  readonly part: string;
  readonly compiler: Compiler;
  readonly group: Group;
}

interface Group {
  readonly members: Member[];
  /** What the members of a MultiCompiler have in common; absent until the first one runs. */
  build?: Build;
}

let open: Group | undefined;

/**
 * Notes that the plugin is applied to a compiler. A compiler does not know with which others it is built; but webpack
 * makes all compilers of a list of configs in one go, and its MultiCompiler then leaves a tap in each.
 */
export function joinGroup(compiler: Compiler): Member {
  if (open === undefined || open.members.some(isInMultiCompiler)) {
    const group: Group = { members: [] };
    open = group;
    queueMicrotask(() => {
      if (open === group) open = undefined;
    });
  }
  const member = { part: String(open.members.length + 1), compiler, group: open };
  open.members.push(member);
  return member;
}

/** The build that a compiler takes part in. To be asked for each time it runs, when all compilers are made. */
export function buildOf(member: Member): Build {
  if (!isInMultiCompiler(member)) return createBuild();
  const { group } = member;
  if (group.build === undefined) {
    group.build = createBuild();
    for (const { part } of siblingsOf(member)) group.build.session.tell({ type: "part-expected", part });
  }
  return group.build;
}

/**
 * Whether a list of configs is built, and no other config of it has the plugin. Then the build is taken for over, and
 * for successful, while the others may still run or have failed: a compiler without the plugin cannot be seen from
 * here. (A list of a single config looks the same.)
 */
export function lacksSiblings(member: Member): boolean {
  return isInMultiCompiler(member) && siblingsOf(member).length === 1;
}

function siblingsOf({ group }: Member): readonly Member[] {
  return group.members.filter(isInMultiCompiler);
}

function isInMultiCompiler({ compiler }: Member): boolean {
  return compiler.hooks.done.taps.some(({ name }) => name === "MultiCompiler");
}
