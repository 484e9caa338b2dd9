/** Some customers by hand, or all the question means, seen or not. */
export type Selection = { kind: 'some'; ids: ReadonlySet<string> } | { kind: 'all' }

export const nobody: Selection = { kind: 'some', ids: new Set() }
