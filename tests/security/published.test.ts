import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const root = join(import.meta.dirname, "..", "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const manifests = readdirSync(join(root, "packages"))
  .map((folder) => JSON.parse(read(`packages/${folder}/package.json`)) as Manifest)
  .filter((manifest) => manifest.private !== true);

/** All sources that are published. */
const sources = readdirSync(join(root, "packages"), { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /^[a-z]+\/src\/.*\.c?ts$/u.test(path) && !/\.test\.ts$|\/src\/test\//u.test(path));

describe("what is published", () => {
  it("runs nothing when it is installed", () => {
    expect(manifests.length).toBeGreaterThan(5);
    const hooks = manifests.flatMap(({ scripts = {} }) =>
      Object.keys(scripts).filter((name) =>
        /^(?:pre|post)?(?:install|pack|publish|prepare)$|^(?:un)?install/u.test(name),
      ),
    );
    expect(hooks).toEqual([]);
  });

  it("depends on nothing that docs/threat-model.md gives no reason for, and on all that it names", () => {
    const theirs = manifests.flatMap(({ dependencies, optionalDependencies }) =>
      Object.keys({ ...dependencies, ...optionalDependencies }),
    );
    const used = new Set(theirs.filter((name) => manifests.every((own) => own.name !== name)));
    const rows = read("docs/threat-model.md").match(/^\| `.*\|$/gmu) ?? [];
    const reasons = rows.map((row) => row.split("|").map((cell) => cell.trim()));
    for (const [, name, , reason = ""] of reasons) expect(`${name}: ${reason}`.length).toBeGreaterThan(40);
    expect(reasons.map(([, name = ""]) => name.replaceAll("`", "")).toSorted()).toEqual([...used].toSorted());
  });

  it("starts no process but the user's own build and git, and runs no text as a program", () => {
    expect(sources.length).toBeGreaterThan(150);
    const found = sources.filter((path) =>
      /child_process|worker_threads|node:vm|\beval\(|new Function\(|\.(?:exec|spawn|fork)Sync\(/u.test(
        read(`packages/${path}`),
      ),
    );
    // The command of `doctor --build`, as the user's shell would; and git, with the path as an argument of its own.
    expect(found).toEqual(["cli/src/run-build.ts", "core/src/system/git-ignores.ts"]);
    expect(read("packages/core/src/system/git-ignores.ts")).not.toMatch(/shell:|exec\(|execSync\(/u);
  });

  it("keeps nothing in the folder for temporary files, which all users of a machine share", () => {
    expect(sources.filter((path) => /tmpdir\(/u.test(read(`packages/${path}`)))).toEqual([]);
  });

  it("never loosens TLS", () => {
    const found = sources.filter((path) =>
      /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity/u.test(read(`packages/${path}`)),
    );
    expect(found).toEqual([]);
  });
});

describe("the workflows of this repository", () => {
  const workflows = readdirSync(join(root, ".github/workflows")).map(
    (name) =>
      [
        name,
        parse(read(`.github/workflows/${name}`)) as {
          readonly on: object;
          readonly permissions?: Readonly<Record<string, string>>;
        },
      ] as const,
  );

  it.each(workflows)("%s may do no more by default than read", (_name, { permissions }) => {
    expect(permissions).toBeDefined();
    expect(Object.values(permissions ?? {}).filter((right) => right !== "read")).toEqual([]);
  });

  it.each(workflows)("%s runs nothing of a stranger's with rights of ours", (name, { on }) => {
    expect(Object.keys(on)).not.toContain("pull_request_target");
    expect(Object.keys(on)).not.toContain("workflow_run");
    // Names of branches and titles are strangers' words: none becomes part of a script.
    expect(read(`.github/workflows/${name}`)).not.toMatch(/run:.*\$\{\{\s*github\.(?:event|head_ref)/u);
  });
});
