import { parseSync, Visitor } from "vite";

/** One import of a source file, however it is written. */
export interface SourceImport {
  readonly specifier: string;
  /** Nothing of it is left once the types are gone. */
  readonly typeOnly: boolean;
}

/** Every import that names its module: static, `export … from`, dynamic, `require` and `import("x").Type`. */
export function sourceImports(file: string, source: string): SourceImport[] {
  const found: SourceImport[] = [];
  const add = (specifier: unknown, typeOnly: boolean) => {
    if (typeof specifier === "string") found.push({ specifier, typeOnly });
  };
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  new Visitor({
    ImportDeclaration: (node) => add(node.source.value, node.importKind === "type"),
    ExportAllDeclaration: (node) => add(node.source.value, node.exportKind === "type"),
    ExportNamedDeclaration: (node) => add(node.source?.value, node.exportKind === "type"),
    ImportExpression: (node) => add(literal(node.source), false),
    CallExpression: (node) => {
      if (node.callee.type === "Identifier" && node.callee.name === "require") add(literal(node.arguments[0]), false);
    },
    TSImportType: (node) => add(node.source.value, true),
    TSExternalModuleReference: (node) => add(node.expression.value, false),
  }).visit(program);
  return found;
}

function literal(node: { readonly type: string; readonly value?: unknown } | undefined): unknown {
  return node?.type === "Literal" ? node.value : undefined;
}
