import { isAbsolute, relative } from "node:path";

/** A path as people read it: from the project, unless it leads out of there. */
export function shownPath(path: string, projectDirectory: string): string {
  const fromProject = relative(projectDirectory, path);
  return fromProject === "" || fromProject.startsWith("..") || isAbsolute(fromProject) ? path : fromProject;
}
