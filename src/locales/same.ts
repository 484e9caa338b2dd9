/** The same tree of keys as the German texts, with whatever words another language needs. */
export type Same<Tree> = {
  [Key in keyof Tree]: Tree[Key] extends string ? string : Same<Tree[Key]>
}
