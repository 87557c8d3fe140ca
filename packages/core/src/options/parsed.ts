/** What reading a text came to: a value, or what the text must be instead, as words that follow "must be". */
export type Parsed<Value> = { readonly value: Value } | { readonly problem: string };
