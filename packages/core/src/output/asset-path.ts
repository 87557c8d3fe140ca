/** A file's path inside the output directory: posix separators, relative, exactly as the disk spells it. */
export type AssetPath = string;
