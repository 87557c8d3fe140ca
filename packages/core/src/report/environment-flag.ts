/** What a printed command needs beside its name, to be for the environment that it is printed for. */
export function environmentFlag(environment: string): string {
  // A name of ours holds letters, digits, ".", "_" and "-": no shell minds these.
  return environment === "production" ? "" : ` --env ${environment}`;
}
